namespace Holdfast.Link.Enrolling;

/// <summary>A bucket of attempts that fills again with time. Arbitrary size and speed, may be changed.</summary>
internal sealed class AttemptLimit(TimeProvider time)
{
    private const int Burst = 10;
    private static readonly TimeSpan Refill = TimeSpan.FromSeconds(6);

    private readonly Lock _lock = new();
    private double _left = Burst;
    private long _since = time.GetTimestamp();

    public bool Take()
    {
        lock (_lock)
        {
            var now = time.GetTimestamp();
            _left = Math.Min(Burst, _left + (time.GetElapsedTime(_since, now) / Refill));
            _since = now;
            if (_left < 1)
            {
                return false;
            }
            _left--;
            return true;
        }
    }
}
