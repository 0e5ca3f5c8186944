"""May it be shown? CLAIMS -> EVIDENCE -> VERDICT -> TRIAGE -> QUEUE -> DECISION -> VISIBILITY.

The modules, in the order of the journey.
"""
