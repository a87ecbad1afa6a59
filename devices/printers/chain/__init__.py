"""The self-test of the filter chain: two marks go through the installed filters, and must stay where they are."""
