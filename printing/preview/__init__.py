"""What a person would hold: a form's overlay on a schematic of its blank, for screens, demos and proofs.

The pre-print is read and drawn here and nowhere else, and nothing here makes a file for a printer. No blank of this
package can be taken for a real one: each says so across its ground and along its lower edge, whatever its file says.
"""
