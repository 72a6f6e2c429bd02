using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace Holdfast.Node.OpenVpn.Management;

/// <summary>
/// Keeps a management connection to one process while that lives. Losing it harms no client: OpenVPN decides alone, and what we
/// missed is in the next list of clients.
/// </summary>
internal sealed partial class ManagementLink(
    string device,
    string socketPath,
    IManagementListener listener,
    TimeProvider time,
    ILogger logger
)
{
    private const int CountEverySeconds = 5;
    private const int ClientsPerSecondOfInterval = 500;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan GreetingTimeout = TimeSpan.FromSeconds(5);

    private volatile ManagementClient? _client;

    public bool IsAttached => _client is not null;

    /// <returns><see cref="ManagementAnswer.None"/> when there is no connection.</returns>
    public Task<ManagementAnswer> SendAsync(string command, CancellationToken cancel) =>
        _client is { } client
            ? client.SendAsync(command, block: false, cancel)
            : Task.FromResult(ManagementAnswer.None);

    /// <summary>Runs until cancelled: connects, and connects again.</summary>
    public async Task RunAsync(CancellationToken cancel)
    {
        var retry = FirstRetry;
        while (!cancel.IsCancellationRequested)
        {
            if (await TalkAsync(cancel))
            {
                retry = FirstRetry;
            }

            await Task.Delay(retry, time, cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            retry = TimeSpan.FromTicks(Math.Min(retry.Ticks * 2, LongestRetry.Ticks));
        }
    }

    /// <returns>Whether there was a conversation.</returns>
    private async Task<bool> TalkAsync(CancellationToken cancel)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        using var client = new ManagementClient(socketPath, logger);
        var reading = Task.CompletedTask;
        try
        {
            await client.ConnectAsync(ending.Token);
            reading = client.ReadAsync(listener, ending.Token);
            await client.Greeted.WaitAsync(GreetingTimeout, time, ending.Token);
            await ConverseAsync(client, reading, ending);
            return true;
        }
        catch (Exception e) when (e is SocketException or IOException or TimeoutException or OperationCanceledException)
        {
            return false;
        }
        finally
        {
            _client = null;
            await ending.CancelAsync();
            await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task ConverseAsync(ManagementClient client, Task reading, CancellationTokenSource ending)
    {
        Log.Attached(logger, device);
        _client = client;
        var asking = AskAsync(client, ending.Token);
        await Task.WhenAny(reading, asking);
        await ending.CancelAsync();
        await Task.WhenAll(reading, asking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Log.Lost(logger, device);
    }

    /// <summary>
    /// Asks for all clients now and then, because OpenVPN does not tell of those who leave. The more there are the longer it takes
    /// OpenVPN to list them, and the more seldom it is asked.
    /// </summary>
    private async Task AskAsync(ManagementClient client, CancellationToken cancel)
    {
        await client.SendAsync($"bytecount {CountEverySeconds}", block: false, cancel);
        while (true)
        {
            var answer = await client.SendAsync("status 3", block: true, cancel);
            if (!answer.Succeeded)
            {
                return;
            }

            var seconds = CountEverySeconds + (answer.Clients.Count / ClientsPerSecondOfInterval);
            await Task.Delay(TimeSpan.FromSeconds(seconds), time, cancel);
        }
    }
}
