"""The county platform (the portal): its messages, the client, the network lines, and what may wait for it."""
