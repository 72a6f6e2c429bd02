namespace Holdfast.Mesh.Paths;

/// <summary>
/// The way through the tunnel to one member, as probes find it. A probe that is answered proves the device, the network and the
/// member's process at once. No evidence is not silence: until the first answer, and while we do not ask, nothing is broken.
/// </summary>
public sealed class WatchedPath(PathRules rules)
{
    private const double Smoothing = 1.0 / 8;
    private const double VarianceSmoothing = 1.0 / 4;
    private const double LossSmoothing = 1.0 / 64;

    /// <summary>Probes whose answers may still come. More says nothing new.</summary>
    private const int MostOpen = 64;

    private readonly List<TimeSpan> _breaks = [];
    private TimeSpan? _asked;
    private TimeSpan? _askedFirst;
    private TimeSpan? _carried;
    private readonly Queue<TimeSpan> _open = [];
    private TimeSpan? _goodSince;
    private TimeSpan _roundTrip;
    private TimeSpan _variance;
    private double _loss;

    /// <summary>Broken: the last probes had no answer.</summary>
    public bool IsDown { get; private set; }

    /// <summary>Somebody has answered through it, ever.</summary>
    public bool IsProven { get; private set; }

    /// <summary>Somebody has answered through it since it began last, or broke: packets that go there arrive.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Smoothed, RFC 6298 section 2; null: unknown.</summary>
    public TimeSpan? RoundTrip => IsProven ? _roundTrip : null;

    /// <summary>When the next probe is due; null: at once.</summary>
    public TimeSpan? NextProbe => _asked is { } asked ? asked + rules.Interval : null;

    public void Asked(TimeSpan now)
    {
        _asked = now;
        _askedFirst ??= now;
        _open.Enqueue(now);
        while (_open.Count > MostOpen)
        {
            _open.Dequeue();
        }
    }

    /// <param name="roundTrip">Of the probe that was answered.</param>
    public void Answered(TimeSpan now, TimeSpan roundTrip)
    {
        Measure(roundTrip);
        CountLoss(now - roundTrip);
        (IsProven, IsOpen) = (true, true);
        if (IsDown || _goodSince is null)
        {
            (IsDown, _goodSince) = (false, now);
        }
    }

    /// <summary>Bytes have come through it.</summary>
    public void Carried(TimeSpan now) => _carried = now;

    /// <summary>Answers are due, and nothing is broken yet.</summary>
    public bool IsInDoubt(TimeSpan now) =>
        !IsDown && IsProven && _open.TryPeek(out var since) && now - since > rules.Interval;

    /// <summary>Time that we slept through is no silence of the other.</summary>
    public void Skip(TimeSpan gap)
    {
        var open = _open.Select(asked => asked + gap).ToList();
        _open.Clear();
        open.ForEach(_open.Enqueue);
        _goodSince += gap;
        _askedFirst += gap;
    }

    /// <returns>True: it has just broken.</returns>
    public bool Check(TimeSpan now)
    {
        var patience = _carried is { } at && now - at < rules.Timeout ? Patience * rules.Busy : Patience;
        if (IsDown || !IsProven || !_open.TryPeek(out var since) || now - since < patience)
        {
            return false;
        }

        (IsDown, IsOpen) = (true, false);
        _goodSince = null;
        _breaks.RemoveAll(at => now - at > rules.FlapMemory);
        _breaks.Add(now);
        return true;
    }

    /// <summary>Good enough to come back to.</summary>
    public bool IsTrusted(TimeSpan now)
    {
        if (IsDown || IsUnanswered(now))
        {
            return false;
        }

        var flaps = _breaks.Count(at => now - at <= rules.FlapMemory);
        if (flaps == 0 || _goodSince is not { } since)
        {
            return true;
        }

        var hold = rules.HoldDown * Math.Pow(2, Math.Min(flaps, 16) - 1);
        return now - since >= (hold < rules.LongestHoldDown ? hold : rules.LongestHoldDown);
    }

    /// <summary>The session has ended, or it is not known any more whether there is one.</summary>
    public void Close() => (IsOpen, _askedFirst) = (false, null);

    /// <summary>We stop asking: what was is no evidence for later.</summary>
    public void Rest()
    {
        (_asked, _askedFirst, IsOpen) = (null, null, false);
        _open.Clear();
    }

    /// <summary>It was asked for long, and has never answered since it began. That breaks nothing that works, and makes nobody come.</summary>
    private bool IsUnanswered(TimeSpan now) => !IsOpen && _askedFirst is { } first && now - first >= Patience * 3;

    /// <summary>Silence that means broken: longer where the way is long, or loses much.</summary>
    private TimeSpan Patience
    {
        get
        {
            var probes = _loss > 0 ? Math.Min(Math.Log(rules.Error) / Math.Log(_loss), rules.MostProbes) : 0;
            var lossy = rules.Interval * probes;
            var far = (_roundTrip * 2) + (_variance * 4) + rules.Interval;
            var longer = far > lossy ? far : lossy;
            return longer > rules.Timeout ? longer : rules.Timeout;
        }
    }

    /// <summary>
    /// Only what an answer has overtaken is lost: a silence that still lasts is for <see cref="Check"/>, and one that broke the way says
    /// nothing of the quality before and after it.
    /// </summary>
    /// <param name="asked">When the probe went that is answered now.</param>
    private void CountLoss(TimeSpan asked)
    {
        while (_open.TryPeek(out var oldest) && oldest <= asked)
        {
            _open.Dequeue();
            var isLost = oldest < asked && !IsDown;
            _loss += ((isLost ? 1 : 0) - _loss) * LossSmoothing;
        }
    }

    private void Measure(TimeSpan roundTrip)
    {
        if (!IsProven)
        {
            (_roundTrip, _variance) = (roundTrip, roundTrip / 2);
            return;
        }

        _variance += ((_roundTrip - roundTrip).Duration() - _variance) * VarianceSmoothing;
        _roundTrip += (roundTrip - _roundTrip) * Smoothing;
    }
}
