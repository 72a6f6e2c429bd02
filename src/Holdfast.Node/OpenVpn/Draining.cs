using Holdfast.Node.OpenVpn.Management;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.OpenVpn;

/// <summary>
/// Sends connected clients on to their next server, each once: who comes back knows no other, and stays. What is missed because the
/// connection to OpenVPN is down is made good with the next list of clients.
/// </summary>
internal sealed partial class Draining(
    string device,
    ConnectedClients clients,
    ManagementLink link,
    TimeProvider time,
    ILogger logger
)
{
    /// <summary>The other servers take some 500 clients a second; they all need an answer.</summary>
    private static readonly TimeSpan Between = TimeSpan.FromMilliseconds(5);

    private readonly Lock _changing = new();
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private bool _isOn;

    public void Set(bool on, CancellationToken cancel)
    {
        lock (_changing)
        {
            _isOn = on;
            if (!on)
            {
                _told.Clear();
            }
        }

        Check(clients.All(), cancel);
    }

    public void Check(IReadOnlyList<ConnectedClient> connected, CancellationToken cancel)
    {
        List<string> names;
        lock (_changing)
        {
            names = _isOn ? [.. connected.Select(c => c.CommonName).Where(_told.Add)] : [];
        }

        if (names.Count > 0)
        {
            _ = SendOnAsync(names, cancel);
        }
    }

    private async Task SendOnAsync(List<string> names, CancellationToken cancel)
    {
        try
        {
            var sent = 0;
            foreach (var name in names)
            {
                sent += await SendOnAsync(name, cancel) ? 1 : 0;
                await Task.Delay(Between, time, cancel);
            }

            Log.SentOn(logger, device, sent, names.Count);
        }
        catch (OperationCanceledException)
        {
            // Our end; the next process of ours tells those who are still there.
        }
    }

    private async Task<bool> SendOnAsync(string name, CancellationToken cancel)
    {
        var sent =
            clients.Find(name) is { } client
            && (await link.SendAsync($"client-kill {client.Id} RESTART,[N]", cancel)).Succeeded;
        if (!sent)
        {
            lock (_changing)
            {
                _told.Remove(name);
            }
        }

        return sent;
    }
}
