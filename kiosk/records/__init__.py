"""What the terminal keeps on disk: print ledger, blank forms, outbox, audit, diagnostics.

One SQLite file and one key file under the state folder. Neither holds a name or a number of a resident in the clear.
"""
