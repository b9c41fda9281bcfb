"""The crew: jobs spread over all cores. One that stops does not stop the others."""

import os
import signal
import traceback
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from printshop import catalog
from printshop.findings import Finding, Where, error
from printshop.job import JobTicket, Outcome, Shop

Work = list[tuple[JobTicket, list[str], list[Finding]]]  # and the printing conditions of each
REPORT = "report this with the lines above; the other files were made"


def spread(shop: Shop, work: Work, output: Path) -> Iterator[list[Outcome]]:
    """The outcomes of each ticket as they come: over all cores, or here for a single job."""
    workers = min(os.cpu_count() or 1, len(work))
    if workers <= 1:
        for ticket, presses, inputs in work:
            yield _job(shop, ticket, presses, inputs, output)
        return
    # Spawned, not forked: the renderer's C libraries do not survive a fork once they are warm.
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _start, (shop.root,))
    try:
        futures = {
            pool.submit(_worker, ticket, presses, inputs, output): (ticket, presses)
            for ticket, presses, inputs in work
        }
        for future in as_completed(futures):
            try:
                yield future.result()
            except BrokenProcessPool:
                ticket, presses = futures[future]
                message = f"the system ended the work on {ticket.stem} in {ticket.language}"
                told = error("bug", message, Where("printshop/"), "look for too little memory")
                yield _stopped(shop, ticket, presses, told)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_SHOP: list[Shop] = []


def _start(root: Path) -> None:
    """A worker opens the shop once, and leaves Ctrl-C to the command."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    shop, _ = catalog.open_shop(root)
    if shop:
        _SHOP.append(shop)


def _worker(
    ticket: JobTicket, presses: list[str], inputs: list[Finding], output: Path
) -> list[Outcome]:
    return _job(_SHOP[0], ticket, presses, inputs, output)


def _job(
    shop: Shop, ticket: JobTicket, presses: list[str], inputs: list[Finding], output: Path
) -> list[Outcome]:
    from printshop import pipeline  # with the renderer: a run that has nothing to do needs none

    try:
        return pipeline.run_job(shop, ticket, presses, inputs, output)
    except OSError as problem:
        told = error(
            "not-written",
            f"a file could not be written: {problem.strerror or problem}",
            Where("output/"),
            "make room on the disk, or look at who may write there",
        )
    except Exception as problem:  # noqa: BLE001  # one job must not stop the others: it is told
        traceback.print_exc()
        message = f"the program stopped at {ticket.stem} in {ticket.language}: {problem!r}"
        told = error("bug", message, Where("printshop/"), REPORT)
    return _stopped(shop, ticket, presses, told)


def _stopped(shop: Shop, ticket: JobTicket, presses: list[str], told: Finding) -> list[Outcome]:
    """A job that could not be finished: its older files stay, since nothing is wrong with them."""
    job = catalog.resolve(shop, ticket)
    return [
        Outcome(press, ticket.language, job.stem(size), "refused", (told,))
        for press in presses
        for size in job.sizes_for(shop.presses[press])
    ]
