"""The hall terminal's application: services, visits, portal, records, staff. No Qt, and no byte to a device."""
