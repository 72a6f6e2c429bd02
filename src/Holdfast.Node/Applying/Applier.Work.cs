using System.Collections.Immutable;
using Holdfast.Link.Messages;
using Holdfast.Node.Sessions;
using Holdfast.Node.State;

namespace Holdfast.Node.Applying;

/// <summary>What the loop does.</summary>
public sealed partial class Applier
{
    /// <summary>Faults that follow each other faster are mended together.</summary>
    private static readonly TimeSpan BetweenFaults = TimeSpan.FromMilliseconds(250);

    private static readonly ImmutableDictionary<Guid, DateTimeOffset> NothingEnded = ImmutableDictionary<
        Guid,
        DateTimeOffset
    >.Empty;

    private TimeSpan SinceReconcile => _time.GetElapsedTime(_reconciled);

    private async Task WaitAsync(CancellationToken cancel)
    {
        using var timer = new CancellationTokenSource(Wait(), _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        Task waiting = _offers.Reader.WaitToReadAsync(either.Token).AsTask();
        await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancel.ThrowIfCancellationRequested();
    }

    /// <summary>How long nothing is to be done, if nobody brings anything.</summary>
    private TimeSpan Wait()
    {
        var wait = _options.Tick;
        Shorten(ref wait, _state.NextDeadline - _clock.Now());
        Shorten(ref wait, _retry.Left);
        Shorten(ref wait, _options.ReconcileEvery - SinceReconcile);
        Shorten(ref wait, _faulty ? BetweenFaults - SinceReconcile : null);
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private static void Shorten(ref TimeSpan wait, TimeSpan? other) =>
        wait = other is { } shorter && shorter < wait ? shorter : wait;

    private async Task TakeInAsync(CancellationToken cancel)
    {
        var offers = Waiting();
        var before = _state;
        var intake = Intake.Of(before.Desired.Revision, [.. offers.Select(o => o.Message)]);
        var now = _clock.Now();
        var after = After(before, intake, now);
        AnswerGaps(offers, intake, after);
        var told = !ReferenceEquals(before, after) && await ChangeAsync(before, after, intake, cancel);
        AnswerOthers(offers, intake, told);
        if (intake.Snapshot is not null)
        {
            GiveMemoryBack();
        }
    }

    private void GiveMemoryBack()
    {
        if (_options.GivesMemoryBack)
        {
            SpareMemory.GiveBack();
        }
    }

    private List<Offer> Waiting()
    {
        List<Offer> offers = [];
        while (_offers.Reader.TryRead(out var offer))
        {
            if (offer is not null)
            {
                offers.Add(offer);
            }
        }

        return offers;
    }

    private static EffectiveState After(EffectiveState state, Intake intake, DateTimeOffset now)
    {
        state = state.Advance(now);
        state = intake.Snapshot is { } snapshot ? EffectiveState.At(snapshot, state.Lapsed, now) : state;
        return intake.Delta is { } delta ? state.With(delta, now) : state;
    }

    /// <returns>Everybody was told.</returns>
    private async Task<bool> ChangeAsync(
        EffectiveState before,
        EffectiveState after,
        Intake intake,
        CancellationToken cancel
    )
    {
        _state = after;
        var change = new StateChange(intake.Snapshot is not null, intake.Delta, Ended(before, after, intake));
        var saving = _journal.SaveAsync(change, after, CancellationToken.None);
        try
        {
            await MakeRealAsync(before, after, change, cancel);
        }
        finally
        {
            _storage = await saving;
        }

        return Publish();
    }

    private async Task MakeRealAsync(
        EffectiveState before,
        EffectiveState after,
        StateChange change,
        CancellationToken cancel
    )
    {
        if (!_trusted)
        {
            _trusted = true;
            await ReconcilePlanesAsync(cancel);
            return;
        }

        var difference = change.IsWhole
            ? Difference.Between(before.Live, after.Live)
            : Difference.Between(before.Live, after.Live, Touched(change));
        if (!difference.IsEmpty)
        {
            await _planes.ApplyAsync(after.Live, difference, cancel);
            EndSessions(difference, after);
        }
    }

    private void EndSessions(StateDifference difference, EffectiveState after)
    {
        var gone = difference
            .RemovedPeers.Select(p => p.ConfigurationId)
            .Concat(difference.RemovedClients.Select(c => c.ConfigurationId));
        foreach (var id in gone)
        {
            _ends.End(id, after.Lapsed.ContainsKey(id) ? SessionEnds.Expired : SessionEnds.Removed);
        }
    }

    private static HashSet<Guid> Touched(StateChange change)
    {
        HashSet<Guid> ids = [.. change.Ended.Keys];
        ids.UnionWith(change.Delta is { } delta ? EffectiveState.Touched(delta) : []);
        return ids;
    }

    private static IReadOnlyDictionary<Guid, DateTimeOffset> Ended(
        EffectiveState before,
        EffectiveState after,
        Intake intake
    ) =>
        intake.Snapshot is not null || ReferenceEquals(before.Lapsed, after.Lapsed)
            ? NothingEnded
            : after.Lapsed.Except(before.Lapsed).ToDictionary();

    private async Task MendAsync(CancellationToken cancel)
    {
        await SaveAgainAsync();
        var retry = _retry.Left == TimeSpan.Zero;
        var fault = _faulty && SinceReconcile >= BetweenFaults;
        if (retry)
        {
            _retry.Tried();
        }

        if (retry || fault || SinceReconcile >= _options.ReconcileEvery)
        {
            await ReconcileAsync(cancel);
        }
        else if (_planes.NeedsRetry || _storage is not null)
        {
            _retry.Failed();
        }
    }

    private async Task SaveAgainAsync()
    {
        if (_storage is not null && _retry.Left == TimeSpan.Zero)
        {
            var whole = new StateChange(IsWhole: true, Delta: null, NothingEnded);
            _storage = await _journal.SaveAsync(whole, _state, CancellationToken.None);
        }
    }

    private async Task ReconcileAsync(CancellationToken cancel)
    {
        await ReconcilePlanesAsync(cancel);
        Publish();
        GiveMemoryBack();
        if (_planes.NeedsRetry || _storage is not null)
        {
            _retry.Failed();
        }
        else
        {
            _retry.Succeeded();
        }
    }

    /// <summary>A node that was never told anything, or lost what it was told, has no opinion and touches nothing.</summary>
    private async Task ReconcilePlanesAsync(CancellationToken cancel)
    {
        _faulty = false;
        if (_trusted)
        {
            await _planes.ReconcileAsync(_state.Live, cancel);
            _ends.Keep(_state.IsLive);
        }

        _reconciled = _time.GetTimestamp();
    }

    private bool Publish()
    {
        var applied = new Applied(_state.Desired.Revision, [.. _planes.Failures, .. StorageFailure()]);
        if (applied.Revision == _applied.Revision && applied.Failures.SequenceEqual(_applied.Failures))
        {
            return false;
        }

        _applied = applied;
        _listeners.Tell(applied);
        return true;
    }

    private IEnumerable<ApplyFailure> StorageFailure() =>
        _storage is { } problem ? [new(ConfigurationId: null, ProfileId: "", problem.Id, problem.Detail)] : [];

    private static void AnswerGaps(List<Offer> offers, Intake intake, EffectiveState after)
    {
        foreach (var (offer, verdict) in offers.Zip(intake.Verdicts))
        {
            if (verdict == Verdict.Gap)
            {
                offer.Answer(new ResyncRequest(after.Desired.Revision));
            }
        }
    }

    private void AnswerOthers(List<Offer> offers, Intake intake, bool told)
    {
        foreach (var (offer, verdict) in offers.Zip(intake.Verdicts))
        {
            if (verdict == Verdict.Old || (verdict == Verdict.Taken && !told))
            {
                offer.Answer(_applied);
            }
        }
    }
}
