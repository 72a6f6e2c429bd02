using System.Threading.Channels;
using Holdfast.Link.Messages;
using Holdfast.Model.Problems;
using Holdfast.Node.Sessions;
using Holdfast.Node.State;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.Applying;

/// <summary>
/// Makes the desired state real. One loop owns the planes and the journal: it takes in what portals brought meanwhile as one
/// change, stores and applies it at the same time, and answers. It ends configurations when their time is over, and compares
/// everything with what really is at the start, after faults, and now and then.
/// </summary>
public sealed partial class Applier : IFaultSink
{
    /// <summary>Null only wakes the loop.</summary>
    private readonly Channel<Offer?> _offers = Channel.CreateUnbounded<Offer?>(new() { SingleReader = true });

    private readonly PlaneStages _planes;
    private readonly StateJournal _journal;
    private readonly IConfigurationEnds _ends;
    private readonly TimeProvider _time;
    private readonly ApplierOptions _options;
    private readonly ILogger _log;
    private readonly DeadlineClock _clock;
    private readonly RetryPause _retry;
    private readonly Listeners<Applied> _listeners = new();
    private readonly TaskCompletionSource _compared = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private EffectiveState _state;
    private bool _trusted;
    private long _reconciled;
    private volatile bool _faulty;
    private volatile Applied _applied;
    private volatile Problem? _storage;

    /// <param name="stages">Planes of one stage work side by side; a stage begins when the one before has ended.</param>
    public Applier(
        IReadOnlyList<IReadOnlyList<IDataPlane>> stages,
        StateJournal journal,
        StoredState stored,
        IConfigurationEnds ends,
        ApplierOptions options,
        TimeProvider time,
        ILogger<Applier> log
    )
    {
        _planes = new PlaneStages(stages, options, time, log);
        _journal = journal;
        _ends = ends;
        _options = options;
        _time = time;
        _log = log;
        _clock = new DeadlineClock(time, stored.LastSeen);
        _retry = new RetryPause(options, time);
        _state = EffectiveState.At(stored.Desired, stored.Lapsed, _clock.Now());
        _trusted = stored.IsTrustworthy;
        _applied = new Applied(stored.Desired.Revision, []);
    }

    /// <summary>Ends when everything was compared for the first time with what really is.</summary>
    public Task Compared => _compared.Task;

    /// <summary>What is persisted and made real.</summary>
    public Applied Applied => _applied;

    /// <summary>Why the disk does not take the state; null: it does.</summary>
    public Problem? Storage => _storage;

    public IReadOnlyList<ServiceStatus> Status() => _planes.Status();

    /// <summary>Tells of every change of what is applied or failing, until disposed.</summary>
    /// <param name="listener">Must not block.</param>
    public IDisposable Listen(Action<Applied> listener) => _listeners.Add(listener);

    public void Take(Offer offer) => _offers.Writer.TryWrite(offer);

    public void Report(string what)
    {
        Log.Fault(_log, what);
        _faulty = true;
        _offers.Writer.TryWrite(null);
    }

    /// <summary>Works until cancelled; leaves the planes as they are.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        try
        {
            await ReconcileAsync(cancel);
            _compared.TrySetResult();
            while (true)
            {
                await WaitAsync(cancel);
                await TakeInAsync(cancel);
                await MendAsync(cancel);
            }
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Log.Stopped(_log, _applied.Revision);
        }
    }

    /// <summary>Takes everything of ours away. Only when <see cref="RunAsync"/> has ended or never began.</summary>
    /// <returns>What could not be taken away.</returns>
    public Task<IReadOnlyList<Problem>> RemoveAsync(CancellationToken cancel) => _planes.RemoveAsync(cancel);
}
