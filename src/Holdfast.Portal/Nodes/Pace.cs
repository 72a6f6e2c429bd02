namespace Holdfast.Portal.Nodes;

/// <summary>
/// How much one node may ask of the portal and the database. Who asks for more waits, and is not read meanwhile; nobody else notices.
/// For one caller at a time.
/// </summary>
/// <param name="perSecond">In the long run.</param>
/// <param name="burst">At once, after a quiet time.</param>
internal sealed class Pace(double perSecond, double burst, TimeProvider clock)
{
    private readonly double _burst = burst;
    private double _left = burst;
    private long _at = clock.GetTimestamp();

    /// <summary>Returns when there is room for so much; at once, or after a time in which it grew.</summary>
    public async Task WaitAsync(double cost, CancellationToken cancel)
    {
        Grow();
        _left -= cost;
        if (_left < 0)
        {
            await Task.Delay(TimeSpan.FromSeconds(-_left / perSecond), clock, cancel);
        }
    }

    private void Grow()
    {
        var now = clock.GetTimestamp();
        _left = Math.Min(_burst, _left + (clock.GetElapsedTime(_at, now).TotalSeconds * perSecond));
        _at = now;
    }
}
