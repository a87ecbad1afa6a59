"""A stand-in portal with invented residents, for demonstration and tests."""
