using System.Net;
using System.Net.NetworkInformation;
using Holdfast.Failover.Roles;

namespace Holdfast.Failover.Agent;

/// <summary>Whether this machine reaches anything beside its group.</summary>
/// <param name="answer">From another thread, once for each test.</param>
internal sealed class Isolation(IReadOnlyList<IPAddress> hosts, Action<IsolationResult> answer)
{
    public void Test() => _ = TestAsync();

    private async Task TestAsync()
    {
        var asked = await Task.WhenAll(hosts.Select(AskAsync));
        answer(
            asked.Contains(true) ? IsolationResult.Connected
            : asked.Contains(false) ? IsolationResult.Isolated
            : IsolationResult.CouldNotTest
        );
    }

    /// <returns>Null: it could not be asked.</returns>
    public static async Task<bool?> AskAsync(IPAddress host)
    {
        try
        {
            using var ping = new Ping();
            var reply = await ping.SendPingAsync(host, RoleTiming.IsolationTest);
            return reply.Status == IPStatus.Success;
        }
        catch (PingException)
        {
            // Sending failed: no route, so it is not reached.
            return false;
        }
        catch (PlatformNotSupportedException)
        {
            return null;
        }
    }
}
