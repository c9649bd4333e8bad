"""How fast this machine is just now."""

import time

TURNS = 200_000  # of a plain loop: about 10 ms on a machine of 2026 at rest


def yardstick() -> float:
    """Milliseconds of the processor for the same plain work."""
    start, total = time.process_time(), 0
    for number in range(TURNS):
        total += number * number % 7
    return (time.process_time() - start) * 1000
