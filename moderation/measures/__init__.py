"""How good people and program are, from counts (pure).

intervals    a share and what it may really be; how many of all dubious articles are found
kappa        how far two moderators agree beyond chance
reliability  how often it is true what was said, by what was said
slices       where a zone is wrong too often to be kept
"""
