using System.Net.Sockets;
using System.Security.Cryptography;
using Holdfast.Linux.Files;
using Holdfast.Linux.Netlink;
using Holdfast.Linux.Network;
using Holdfast.Linux.WireGuard;
using Holdfast.Mesh.Checks;
using Holdfast.Mesh.Core;
using Holdfast.Mesh.Daemon;
using Holdfast.Mesh.Durable;
using Holdfast.Mesh.Sealing;
using Holdfast.Model.Problems;
using Microsoft.Extensions.Logging;

namespace Holdfast.Mesh;

/// <summary>The role <c>holdfast mesh</c>: a host of a mesh, which offers addresses and finds those of others.</summary>
public static class MeshRole
{
    /// <summary>Runs until cancelled; then leaves, and others carry what it did.</summary>
    /// <returns>Empty after a clean end; otherwise why it could not start.</returns>
    public static async Task<IReadOnlyList<Problem>> RunAsync(
        MeshOptions options,
        ILoggerFactory loggers,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        if (OptionRules.Check(options) is { Count: > 0 } wrong)
        {
            return wrong;
        }

        var held = HeldFolder.Open(
            options.Home,
            MeshHome.LockName,
            MeshProblems.HomeUnusable,
            MeshProblems.AlreadyRuns
        );
        if (!held.Succeeded)
        {
            return held.Problems;
        }

        using var lockHeld = held.Value;
        var home = new MeshHome(held.Value.Path);
        var keys = KeyFile.Open(home.Keys);
        var incarnation = IncarnationFile.Advance(home.Incarnation);
        return keys.Succeeded && incarnation.Succeeded
            ? await RunAsync(options, home, keys.Value, incarnation.Value, loggers, time, cancel)
            : [.. keys.Problems, .. incarnation.Problems];
    }

    private static async Task<IReadOnlyList<Problem>> RunAsync(
        MeshOptions options,
        MeshHome home,
        HostKeys keys,
        uint incarnation,
        ILoggerFactory loggers,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var mesh = MeshKey.OfPassword(options.Password);
        var own = mesh.OwnAddress(keys.Host);
        try
        {
            await using var tunnel = await Tunnel.OpenAsync(
                options,
                keys.WireGuard,
                new AddressWithPrefix(own, mesh.OwnAddresses.PrefixLength),
                time,
                cancel
            );
            using var sockets = Sockets.Open(options.Listen, own);
            var greeter = new Greeter(options.Connect, MembersFile.Read(home.Members), time);
            var machine = new MeshMachine(
                Config(options, keys, incarnation, greeter.HasAnybody),
                time.GetElapsedTime(0)
            );
            using var meters = new MeshMeters();
            using var checks = new ServiceChecks(options.Checks, options.CheckRules, time);
            using var wire = new Wire(mesh, keys, incarnation, greeter, sockets);
            var logger = loggers.CreateLogger("Holdfast.Mesh");
            await new MeshDaemon(
                options,
                home,
                mesh,
                machine,
                wire,
                sockets,
                greeter,
                tunnel,
                checks,
                meters,
                time,
                logger
            ).RunAsync(cancel);
            return [];
        }
        catch (Exception e) when (e is DeviceException or NetlinkException)
        {
            return [MeshProblems.NoDevice.At(options.Device, e.Message)];
        }
        catch (SocketException e)
        {
            return [MeshProblems.NoSocket.At(options.Listen.ToString(), e.Message)];
        }
    }

    private static MeshConfig Config(MeshOptions options, HostKeys keys, uint incarnation, bool looksForOthers) =>
        new()
        {
            Self = keys.Host,
            Key = keys.WireGuard.PublicKey,
            Name = options.Name,
            WireGuardPort = (ushort)options.WireGuardPort,
            Incarnation = incarnation,
            Claims = [.. options.Claims.Select(claim => claim with { IsChecked = options.IsChecked(claim.Prefix) })],
            LooksForOthers = looksForOthers,
            Rules = new MeshRules { Paths = options.Paths },
            Sign = keys.Sign,
            Seed = BitConverter.ToUInt64(RandomNumberGenerator.GetBytes(8)),
        };
}
