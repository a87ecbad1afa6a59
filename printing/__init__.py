"""What goes on paper: forms, overlay, fonts, calibration, proofs, receipts. Knows no device and no portal.

The ways in are :func:`printing.overlay.render_overlay` (a certificate onto its pre-printed form),
:func:`printing.proof.render_proof` (a proof on plain paper) and :func:`printing.receipt.render_receipt` (a slip).
Nothing here logs: every value that passes through may be personal.
"""
