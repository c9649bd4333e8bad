def compare(old, new):
    return []


def compare_bodies(old, new):
    return []
