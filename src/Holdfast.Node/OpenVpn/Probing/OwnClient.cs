using System.Net;
using Holdfast.Model.DesiredState;
using Holdfast.Model.Profiles;
using Holdfast.Node.Probing;

namespace Holdfast.Node.OpenVpn.Probing;

/// <summary>The node as a client of one of its own server processes: asks, and remembers what came of it. It never gets further than the first answer.</summary>
internal sealed class OwnClient(OpenVpnService service, TimeSpan patience, TimeProvider time)
{
    /// <summary>A TCP server writes five lines for each connection where it writes any: then it is asked as seldom.</summary>
    public const int TimesForOneOfLoggingTcp = 5;

    private readonly OpenVpnProbe? _probe = ProbeOf(service, time);
    private ProbeScore _score;
    private int _time;

    /// <summary>It does not answer.</summary>
    public bool IsSilent => _score.IsSilent;

    /// <summary>The process is gone, and with it what was known of it.</summary>
    public void Forget() => (_score, _time) = (default, 0);

    /// <summary>Asks once, or lets it be where that would fill its log. Not from two threads.</summary>
    /// <param name="isFull">It has as many clients as it may: over TCP it closes the connection of any other, and is well all the same.</param>
    /// <param name="logs">The process writes a log.</param>
    public async Task AskAsync(bool isFull, bool logs, CancellationToken cancel)
    {
        if (_probe is null || (logs && service.Transport == Transport.Tcp && _time++ % TimesForOneOfLoggingTcp != 0))
        {
            return;
        }

        _score = _score.After(Meaning(await _probe.AskAsync(patience, cancel), isFull));
    }

    private static bool? Meaning(ProbeAnswer answer, bool isFull) =>
        answer switch
        {
            ProbeAnswer.Right => true,
            ProbeAnswer.NotAsked => null,
            ProbeAnswer.Closed when isFull => null,
            _ => false,
        };

    private static OpenVpnProbe? ProbeOf(OpenVpnService service, TimeProvider time) =>
        ClientSeals.From(service.TlsCryptKey) is { } seals
            ? new(seals, new(service.ListenAddress ?? IPAddress.Loopback, service.Port), service.Transport, time)
            : null;
}
