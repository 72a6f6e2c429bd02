using Holdfast.Link.Messages;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Profiles;

namespace Holdfast.Portal.Nodes;

/// <summary>
/// What one node has told this portal that it made real, and who waits for it. A restarted portal learns it again from the node's hello.
/// </summary>
public sealed class Acknowledgements
{
    private readonly Lock _lock = new();
    private readonly List<Waiter> _waiters = [];
    private Revision _applied = Revision.None;
    private IReadOnlyList<ApplyFailure> _failures = [];

    public Revision Applied
    {
        get
        {
            lock (_lock)
            {
                return _applied;
            }
        }
    }

    public IReadOnlyList<ApplyFailure> Failures
    {
        get
        {
            lock (_lock)
            {
                return _failures;
            }
        }
    }

    /// <summary>The node said so; failures are the complete list of what does not work at this revision.</summary>
    public void Advance(Revision applied, IReadOnlyList<ApplyFailure> failures)
    {
        List<Waiter> done;
        lock (_lock)
        {
            (_applied, _failures) = (applied, failures);
            done = _waiters.FindAll(w => w.Wanted <= applied);
            _waiters.RemoveAll(w => w.Wanted <= applied);
        }

        foreach (var waiter in done)
        {
            waiter.Source.TrySetResult(waiter.Failure(failures));
        }
    }

    /// <summary>
    /// Waits until the node has made a revision real.
    /// </summary>
    /// <returns>Null when the configuration works, else why not. The node's silence is the caller's time-out to judge.</returns>
    public async Task<ApplyFailure?> WaitAsync(
        Revision wanted,
        Guid configurationId,
        string profileId,
        Protocol protocol,
        CancellationToken cancel
    )
    {
        var waiter = new Waiter(wanted, configurationId, profileId, protocol);
        lock (_lock)
        {
            if (_applied >= wanted)
            {
                return waiter.Failure(_failures);
            }

            _waiters.Add(waiter);
        }

        try
        {
            return await waiter.Source.Task.WaitAsync(cancel);
        }
        finally
        {
            lock (_lock)
            {
                _waiters.Remove(waiter);
            }
        }
    }

    /// <summary>Waits until the node has made a revision real, whatever of it does not work.</summary>
    public Task WaitAsync(Revision wanted, CancellationToken cancel) =>
        WaitAsync(wanted, Guid.Empty, "", Protocol.OpenVpn, cancel);

    private sealed record Waiter(Revision Wanted, Guid ConfigurationId, string ProfileId, Protocol Protocol)
    {
        public TaskCompletionSource<ApplyFailure?> Source { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ApplyFailure? Failure(IReadOnlyList<ApplyFailure> failures) => failures.FirstOrDefault(Concerns);

        // An OpenVPN profile has several processes, of which one is enough; a WireGuard profile has one interface.
        private bool Concerns(ApplyFailure failure) =>
            failure.ConfigurationId == ConfigurationId
            || (
                Protocol == Protocol.WireGuard
                && failure is { ConfigurationId: null, Interface: { } name }
                && failure.ProfileId == ProfileId
                && DeviceNames.IsOf(name, Protocol.WireGuard)
            );
    }
}
