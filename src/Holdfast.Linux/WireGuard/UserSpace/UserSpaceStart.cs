using Holdfast.Linux.Network;
using Holdfast.Linux.Processes;

namespace Holdfast.Linux.WireGuard.UserSpace;

/// <summary>Starts a wireguard-go and waits until its device and its socket are there.</summary>
internal sealed class UserSpaceStart(string stateFolder, IDaemons daemons, INetwork network, TimeProvider time)
{
    /// <summary>It takes 10 ms on an idle machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(3);
    private const int LogTail = 600;

    /// <summary>
    /// How far its heap may grow, in percent, before Go collects (100 without). Ten thousand peers come within a second into a heap that
    /// was empty: with fewer collections on the way a tenth of that time is saved, and its memory in the end is the same.
    /// </summary>
    private const string HeapGrowth = "400";

    public string PidFile(string name) => Path.Combine(stateFolder, name + ".pid");

    /// <exception cref="DeviceException">It does not start, with its own last words.</exception>
    public async Task<UapiConnection> RunAsync(string name, string program, string socketPath, CancellationToken cancel)
    {
        var daemon = await StartAsync(name, program, cancel);
        var began = time.GetTimestamp();
        while (daemon.IsAlive && time.GetElapsedTime(began) < Patience)
        {
            var connection = await UapiConnection.TryConnectAsync(socketPath, cancel);
            if (connection is not null && await network.LinkExistsAsync(name, cancel))
            {
                return connection;
            }

            connection?.Dispose();
            await Task.Delay(Pause, time, cancel);
        }

        await daemon.StopAsync(TimeSpan.Zero, cancel);
        throw new DeviceException($"wireguard-go did not start for {name}: {LastWords(name)}");
    }

    private async Task<IDaemon> StartAsync(string name, string program, CancellationToken cancel)
    {
        try
        {
            Directory.CreateDirectory(stateFolder);
            // It says little, and only the latest start matters.
            File.Delete(LogFile(name));
            var start = new DaemonStart(program, ["--foreground", name], PidFile(name), LogFile(name))
            {
                Environment = new Dictionary<string, string> { ["GOGC"] = HeapGrowth },
            };
            return await daemons.StartAsync(start, cancel);
        }
        catch (IOException failure)
        {
            throw new DeviceException($"wireguard-go cannot be started for {name}: {failure.Message}", failure);
        }
    }

    private string LogFile(string name) => Path.Combine(stateFolder, name + ".log");

    private string LastWords(string name)
    {
        var log = File.Exists(LogFile(name)) ? File.ReadAllText(LogFile(name)).Trim() : "";
        return log.Length == 0 ? "it says nothing." : log[^Math.Min(log.Length, LogTail)..];
    }
}
