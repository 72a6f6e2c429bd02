using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Holdfast.Mesh.Sealing;

namespace Holdfast.Mesh.Daemon;

/// <summary>
/// Whom to greet, and what was asked in greetings. Names are looked up beside all else: a name server that is silent delays nobody, and
/// what a name meant before is used meanwhile.
/// </summary>
internal sealed class Greeter(IReadOnlyList<HostPort> names, IReadOnlyList<IPEndPoint> remembered, TimeProvider time)
{
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Again = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan NameWait = TimeSpan.FromSeconds(5);
    private const int MostOpen = 256;

    private readonly Dictionary<HostPort, IReadOnlyList<IPEndPoint>> _known = [];
    private readonly List<ImmutableArray<byte>> _open = [];
    private readonly HashSet<IPEndPoint> _ourselves = [];
    private readonly Lock _gate = new();

    /// <summary>There is somebody to look for.</summary>
    public bool HasAnybody => names.Count > 0 || remembered.Count > 0;

    public IReadOnlyList<IPEndPoint> Targets
    {
        get
        {
            lock (_gate)
            {
                return [.. _known.Values.SelectMany(list => list).Concat(remembered).Distinct().Except(_ourselves)];
            }
        }
    }

    /// <summary>That address is this host's own: nobody else is there.</summary>
    public void IsOurselves(IPEndPoint address) => _ourselves.Add(address);

    /// <summary>A challenge for a greeting.</summary>
    public ImmutableArray<byte> Ask()
    {
        if (_open.Count >= MostOpen)
        {
            _open.RemoveAt(0);
        }

        ImmutableArray<byte> challenge = [.. RandomNumberGenerator.GetBytes(GreetingFormat.ChallengeLength)];
        _open.Add(challenge);
        return challenge;
    }

    /// <returns>It was asked by us, lately, and not answered before.</returns>
    public bool TryAnswer(ImmutableArray<byte> echo) =>
        _open.RemoveAll(challenge => challenge.AsSpan().SequenceEqual(echo.AsSpan())) > 0;

    /// <summary>Looks the names up, again and again, until cancelled.</summary>
    /// <param name="unknown">A name, and why nothing is known of it.</param>
    public Task LookUpAsync(Action<HostPort, string> unknown, CancellationToken cancel) =>
        Task.WhenAll(names.Select(name => LookUpAsync(name, unknown, cancel)));

    private async Task LookUpAsync(HostPort name, Action<HostPort, string> unknown, CancellationToken cancel)
    {
        while (!cancel.IsCancellationRequested)
        {
            var isKnown = await TryLookUpAsync(name, unknown, cancel);
            await Task.Delay(isKnown ? Again : NameWait, time, cancel)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> TryLookUpAsync(HostPort name, Action<HostPort, string> unknown, CancellationToken cancel)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        timeout.CancelAfter(NameWait);
        try
        {
            var addresses = await Dns.GetHostAddressesAsync(name.Host, timeout.Token);
            lock (_gate)
            {
                _known[name] = [.. addresses.Select(address => new IPEndPoint(address, name.Port))];
            }

            return addresses.Length > 0;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException or ArgumentException)
        {
            if (!cancel.IsCancellationRequested)
            {
                unknown(name, e.Message);
            }

            return false;
        }
    }
}
