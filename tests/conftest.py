"""What holds for all tests: how fast this machine happens to be decides none of them."""

from hypothesis import HealthCheck, settings

settings.register_profile("playground", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("playground")
