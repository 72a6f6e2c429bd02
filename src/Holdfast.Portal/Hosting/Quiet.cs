namespace Holdfast.Portal.Hosting;

/// <summary>Says the same thing only now and then: an outage is a line in the log, not one for everybody who asked.</summary>
public sealed class Quiet(TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(60);

    private readonly Lock _gate = new();
    private string? _told;
    private long _at;

    public bool MayTell(string what)
    {
        lock (_gate)
        {
            if (_told == what && clock.GetElapsedTime(_at) < Interval)
            {
                return false;
            }

            (_told, _at) = (what, clock.GetTimestamp());
            return true;
        }
    }

    /// <summary>It is over, so that the next is new.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            _told = null;
        }
    }
}
