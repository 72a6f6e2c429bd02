using Holdfast.Node.OpenVpn.Management;
using Holdfast.Node.Sessions;

namespace Holdfast.Node.OpenVpn;

/// <summary>Tells what is seen of one process's clients. Clients that are not ours (no valid name or no address yet) are left out.</summary>
internal sealed class SessionReporter(string profileId, string device, ISessionSink sink)
{
    public void Seen(ConnectedClient client, int processId) => Report(client, processId, connected: true, reason: null);

    public void Gone(ConnectedClient client, int processId, string reason) =>
        Report(client, processId, connected: false, reason);

    private void Report(ConnectedClient client, int processId, bool connected, string? reason)
    {
        if (
            !Guid.TryParseExact(client.CommonName, "N", out var configuration)
            || client is not { Address4: { } four, Address6: { } six }
        )
        {
            return;
        }

        // The process id alone could come again; the moment of connecting tells also a restart inside the process.
        var counter = $"{processId}-{client.Id}-{client.Since}";
        sink.Observe(
            new(
                configuration,
                profileId,
                device,
                counter,
                client.Received,
                client.Sent,
                connected,
                four,
                six,
                client.Endpoint,
                LastHandshake: null,
                reason
            )
        );
    }
}
