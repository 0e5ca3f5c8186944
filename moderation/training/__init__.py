"""LABELS -> MODEL VERSION, with an honest report.

dataset, matrix, fisher, fit, remember, blend, evaluate, gate, local, calibrate, lessons, train, publish, decided,
improve, truth, discussions, listen, hearing, signals, despair
"""
