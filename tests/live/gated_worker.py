"""A worker without a process: it answers when the test lets it, and notes what it was asked."""

import threading

from playground.answers.answer import respond
from playground.live.worker import Done, Task


class GatedWorker:
    """Answers each task once ``gate`` is set, and says that it took so many ``seconds``."""

    def __init__(self, seconds: float = 0.0) -> None:
        self.gate = threading.Event()
        self.asked = threading.Semaphore(0)
        self.tasks: list[Task] = []
        self._seconds = seconds

    def begin(self) -> None:
        pass

    def answer(self, task: Task) -> Done:
        self.tasks.append(task)
        self.asked.release()
        assert self.gate.wait(60)
        return Done(respond(task.text, rest=task.rest), self._seconds, False)
