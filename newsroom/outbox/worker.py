"""The process that does what is due: `manage.py worker`."""

import logging
import os
import socket
import sys
import threading
import time

from django.db import InterfaceError, OperationalError, close_old_connections, connection
from django.utils import timezone
from django_tasks_db.management.commands import db_worker

from . import jobs, queue, running
from .models import Worker

logger = logging.getLogger(__name__)
BEAT = 10  # seconds between signs of life; a lease is renewed with each
SWEEPS_EACH_BEAT = 5
AFTER_AN_OUTAGE = 2  # seconds; the database was away


class Pulse(threading.Thread):
    """Beside the work: says that the worker lives, and finds what is due but in no queue."""

    def __init__(self, name: str):
        super().__init__(name="pulse", daemon=True)
        self.worker = name
        self._stop_asked = threading.Event()
        self._jobs = jobs.Looking()

    def run(self):
        count = 0
        while True:
            try:
                self._beat(is_full=count % SWEEPS_EACH_BEAT == 0)
            except (OperationalError, InterfaceError):
                logger.warning("The worker cannot reach the database.", exc_info=True)
                connection.close()
            count += 1
            if self._stop_asked.wait(BEAT / SWEEPS_EACH_BEAT):
                break
        connection.close()

    def _beat(self, *, is_full: bool) -> None:
        if is_full:
            beat(self.worker)
            running.renew()
        queue.sweep()
        self._jobs.run_due()

    def stop(self) -> None:
        self._stop_asked.set()
        self.join(timeout=BEAT)


class PatientWorker(db_worker.Worker):
    """Asked to stop it ends between two tasks.

    The package's own exits in the middle of a statement: with a transaction open, or a task claimed
    and not begun.
    """

    def shutdown(self, signum, frame):
        if not self.running:  # asked twice
            self.reset_signals()
            sys.exit(1)
        self.running = False


def beat(name: str) -> None:
    """Write down that the worker of this name lives."""
    now = timezone.now()
    Worker.objects.update_or_create(
        name=name, defaults={"seen_at": now}, create_defaults={"seen_at": now, "started_at": now}
    )


def work(*, once: bool = False) -> None:
    """Do what is due until SIGINT or SIGTERM comes: what is in hand is finished first.

    A second signal ends it at once; what was in hand is done again by the next worker. `once`: end
    when nothing more is due. To be called in the main thread.
    """
    name = f"{socket.gethostname()[:40]}:{os.getpid()}"
    worker = PatientWorker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=1,
        batch=once,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id=name,
    )
    if threading.current_thread() is threading.main_thread():
        worker.configure_signals()
    if once:
        queue.sweep()
        worker.run()
        return
    pulse = Pulse(name)
    pulse.start()
    try:
        _through_outages(worker)
    finally:
        pulse.stop()
        Worker.objects.filter(name=name).delete()


def _through_outages(worker) -> None:
    """Work on when the database comes back; a worker that ended would have to be missed first."""
    while worker.running:
        try:
            worker.run()
        except (OperationalError, InterfaceError):
            logger.warning("The worker lost the database; it tries again.", exc_info=True)
            close_old_connections()
            time.sleep(AFTER_AN_OUTAGE)
