using Holdfast.Failover.Heartbeat;
using Holdfast.Failover.Members;

namespace Holdfast.Failover.Witness;

/// <summary>
/// All leases of a witness, without its socket and its disk. Questions count only when they are for this life of the witness and newer
/// than all that the member asked before, so a question that was recorded is worth nothing.
/// </summary>
/// <param name="instance">Of this life; random.</param>
/// <param name="stored">What is on disk.</param>
/// <param name="store">Makes a grant durable; false: it is not known to be.</param>
public sealed class WitnessBook(
    Guid instance,
    IReadOnlyDictionary<WitnessUnit, StoredGrant> stored,
    Func<WitnessUnit, StoredGrant, bool> store
)
{
    public static readonly TimeSpan ShortestLease = TimeSpan.FromMilliseconds(50);
    public static readonly TimeSpan LongestLease = TimeSpan.FromMinutes(1);

    /// <summary>Arbitrary; a unit takes some hundred bytes.</summary>
    private const int MostUnits = 8192;

    private readonly Dictionary<WitnessUnit, WitnessLedger> _ledgers = stored.ToDictionary(
        entry => entry.Key,
        entry => WitnessLedger.Start(entry.Value.Grant, TimeSpan.Zero, entry.Value.Lease)
    );

    private readonly Dictionary<WitnessUnit, TimeSpan> _lengths = stored.ToDictionary(
        entry => entry.Key,
        entry => entry.Value.Lease
    );

    private readonly Dictionary<(WitnessUnit Unit, MemberId Member, byte Key), Sequence> _newest = [];

    /// <param name="question">Authentic.</param>
    /// <param name="key">Its id: a key that leaked can spoil its own count alone.</param>
    /// <param name="now">Monotonic, from the start of this life.</param>
    /// <returns>Null: there is nothing to say.</returns>
    public WitnessMessage? Hear(WitnessMessage question, byte key, TimeSpan now)
    {
        if (question.Kind == WitnessKind.Look)
        {
            return Answer(question, WitnessVerdict.Seen, now);
        }

        if (question.Kind == WitnessKind.Answer)
        {
            return null;
        }

        if (question.Instance != instance)
        {
            return question.Kind == WitnessKind.Ask ? Answer(question, WitnessVerdict.OtherInstance, now) : null;
        }

        return IsNew(question, key) ? Decide(question, now) : null;
    }

    private WitnessMessage? Decide(WitnessMessage question, TimeSpan now)
    {
        var unit = WitnessUnit.Of(question);
        if (question.Kind == WitnessKind.Release)
        {
            Release(unit, question, now);
            return null;
        }

        var isSensible = question.Length >= ShortestLease && question.Length <= LongestLease;
        return !isSensible ? Answer(question, WitnessVerdict.Refused, now)
            : _ledgers.ContainsKey(unit) ? Ask(unit, question, now)
            : Begin(unit, question, now);
    }

    /// <summary>What was never heard of may have been forgotten, with the disk: a lease that may still run has its time first.</summary>
    private WitnessMessage Begin(WitnessUnit unit, WitnessMessage question, TimeSpan now)
    {
        var hasRoom = _ledgers.Count < MostUnits;
        return hasRoom && now >= question.Length
            ? Ask(unit, question, now)
            : Answer(question, WitnessVerdict.Refused, now) with
            {
                Length = hasRoom ? question.Length - now : TimeSpan.Zero,
            };
    }

    private WitnessMessage Ask(WitnessUnit unit, WitnessMessage question, TimeSpan now)
    {
        var before = Ledger(unit);
        var (after, fence) = before.Ask(question.Member, question.Fence, question.Floor, now, question.Length);
        if (fence == 0)
        {
            return Answer(question, WitnessVerdict.Refused, now);
        }

        var isStored = after.Grant == before.Grant && question.Length <= _lengths.GetValueOrDefault(unit);
        if (!isStored && !store(unit, new StoredGrant(after.Grant, question.Length)))
        {
            return Answer(question, WitnessVerdict.Refused, now);
        }

        if (!isStored)
        {
            _lengths[unit] = question.Length;
        }

        _ledgers[unit] = after;
        return Answer(question, WitnessVerdict.Granted, now) with { Fence = fence, Length = question.Length };
    }

    private void Release(WitnessUnit unit, WitnessMessage question, TimeSpan now)
    {
        var ledger = Ledger(unit);
        if (ledger.Grant.Holder == question.Member)
        {
            _ledgers[unit] = ledger.Release(question.Fence, now);
        }
    }

    private bool IsNew(WitnessMessage question, byte key)
    {
        var from = (WitnessUnit.Of(question), question.Member, key);
        var isNew = !_newest.TryGetValue(from, out var newest) || question.Number > newest;
        if (isNew)
        {
            _newest[from] = question.Number;
        }

        return isNew;
    }

    private WitnessMessage Answer(WitnessMessage question, WitnessVerdict verdict, TimeSpan now)
    {
        var ledger = Ledger(WitnessUnit.Of(question));
        var isHeld = now < ledger.Until;
        return question with
        {
            Kind = WitnessKind.Answer,
            Verdict = verdict,
            Instance = instance,
            Fence = 0,
            Floor = 0,
            Length = isHeld ? ledger.Until - now : TimeSpan.Zero,
            Holder = isHeld ? ledger.Grant.Holder : MemberId.Nobody,
        };
    }

    private WitnessLedger Ledger(WitnessUnit unit) =>
        _ledgers.GetValueOrDefault(unit) ?? new WitnessLedger(WitnessGrant.Never, TimeSpan.Zero);
}
