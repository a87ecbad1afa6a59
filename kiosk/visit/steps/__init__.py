"""One transition module a step kind: how it is entered, and what events mean to it."""
