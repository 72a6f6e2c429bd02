using Holdfast.Node.OpenVpn.Management;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.OpenVpn;

/// <summary>
/// Cuts off connected clients that may not be connected. Works beside the caller; what is missed because the connection to OpenVPN
/// is down is made good with the next list of clients.
/// </summary>
internal sealed partial class Eviction(
    string device,
    ClientDirectory directory,
    ConnectedClients clients,
    ManagementLink link,
    Action<ConnectedClient, string> gone,
    TimeProvider time,
    ILogger logger
)
{
    /// <summary>How long a client that is cut off has for hearing of it. OpenVPN itself would wait 5 s.</summary>
    public static readonly TimeSpan NoticeTime = TimeSpan.FromMilliseconds(400);

    /// <summary>Cuts off those whose file is gone, or gives them another address than they have.</summary>
    public void Check(IReadOnlyList<ConnectedClient> connected, CancellationToken cancel)
    {
        var strangers = connected.Where(IsStranger).Select(c => c.CommonName).Distinct().ToList();
        if (strangers.Count > 0)
        {
            _ = CutOffAsync(strangers, cancel);
        }
    }

    /// <summary>
    /// Tells the clients, and shortly after cuts those off that stayed and have no file any more. One with another address comes
    /// back by itself and gets it.
    /// </summary>
    public async Task CutOffAsync(IReadOnlyList<string> names, CancellationToken cancel)
    {
        try
        {
            foreach (var name in names)
            {
                await NotifyAsync(name, cancel);
            }

            await Task.Delay(NoticeTime, time, cancel);
            foreach (var name in names.Where(n => directory.AddressOf(n) is null))
            {
                await RemoveAsync(name, cancel);
            }
        }
        catch (OperationCanceledException)
        {
            // Our end; the next process of ours finds the strangers in its first list.
        }
    }

    private bool IsStranger(ConnectedClient client) =>
        directory.AddressOf(client.CommonName) is not { } address || !address.Equals(client.Address4);

    private async Task NotifyAsync(string name, CancellationToken cancel)
    {
        if (clients.Find(name) is not { } client)
        {
            return;
        }

        var answer = await link.SendAsync($"client-kill {client.Id}", cancel);
        Log.CutOff(logger, device, name, answer.Succeeded ? "told" : answer.Text);
    }

    /// <summary>By name, so that one who was just connecting when the file went is found too.</summary>
    private async Task RemoveAsync(string name, CancellationToken cancel)
    {
        var answer = await link.SendAsync($"kill {name}", cancel);
        var isGone = answer.Succeeded || answer.Text.Contains("not found", StringComparison.Ordinal);
        if (isGone && clients.Find(name) is { } client && clients.Remove(client.Id) is not null)
        {
            gone(client, "removed");
        }
    }
}
