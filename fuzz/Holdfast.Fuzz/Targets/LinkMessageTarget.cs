using System.Net;
using System.Text.Json;
using Holdfast.Link.Channels;
using Holdfast.Link.Messages;

namespace Holdfast.Fuzz.Targets;

/// <summary>Messages between portal and node.</summary>
internal sealed class LinkMessageTarget : IFuzzTarget
{
    public string Name => "link-messages";

    public IReadOnlyList<string> Words =>
        [
            "\"type\":",
            "null",
            "[",
            "]",
            "{",
            "}",
            "\"",
            ":",
            ",",
            "-1",
            "1e999",
            "\"changes\":",
            "\"peers\":",
            "\"revision\":",
            "\"events\":",
            "\"open\":",
            "\"kind\":",
            "9223372036854775807",
            "\\ud800",
        ];

    public IEnumerable<byte[]> Samples => Messages.Select(LinkJson.Write);

    /// <summary>One of each kind, with all that may stand in it.</summary>
    private static IEnumerable<LinkMessage> Messages
    {
        get
        {
            var at = DateTimeOffset.UnixEpoch;
            var id = Guid.AllBitsSet;
            return
            [
                new Goodbye("closing"),
                new PortalHello(1, 1, "0.1.0", "portal-1", "node-1"),
                new NodeHello(1, 1, "0.1.0", "node-1", new(1, 2), id, 3),
                new Snapshot(new(1, 2), [], [], [], Draining: true),
                new Delta(
                    new()
                    {
                        From = new(1, 1),
                        To = new(1, 2),
                        Removed = [id],
                        Draining = false,
                    }
                ),
                new ResyncRequest(new(1, 2)),
                new Applied(new(1, 2), [new ApplyFailure(id, "default", "HF-1605", "It failed.", "hf1-wg")]),
                new NodeEvents(
                    id,
                    7,
                    [
                        new SessionStarted(at, id, id, IPAddress.Loopback, IPAddress.IPv6Loopback, "192.0.2.1:5"),
                        new SessionCounted(at, id, 1, 2),
                        new SessionEnded(at, id, 1, 2, "idle"),
                    ],
                    [id]
                ),
                new EventsStored(id, 9),
                new NodeStatus(
                    at,
                    [new ServiceStatus("default", "hf1-wg", Works: true, "as it should", 3, 4, 5)],
                    "vpn.example",
                    new Uri("https://vpn.example:8444/proxyguard"),
                    new MachineStatus(0.5, 1, 2, 3, 4)
                ),
                new CertificateRequest("link", "-----BEGIN CERTIFICATE REQUEST-----"),
                new CertificateIssued("link", "-----BEGIN CERTIFICATE-----"),
            ];
        }
    }

    /// <summary><see cref="LinkJson.Read"/> promises a message or a <see cref="JsonException"/>.</summary>
    public void Take(ReadOnlySpan<byte> input)
    {
        try
        {
            LinkJson.Write(LinkJson.Read(input));
        }
        catch (JsonException)
        {
            // Refused, as promised.
        }
    }
}
