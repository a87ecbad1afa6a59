"""Printers: the receipt printer on its own link, the certificate printer behind CUPS."""
