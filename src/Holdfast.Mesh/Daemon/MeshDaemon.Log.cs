using System.Net;
using Holdfast.Mesh.Checks;
using Microsoft.Extensions.Logging;

namespace Holdfast.Mesh.Daemon;

internal sealed partial class MeshDaemon
{
    private static partial class Log
    {
        [LoggerMessage(
            EventIds.Started,
            LogLevel.Information,
            "The mesh host {Name} ({Id}) listens on {Listen}; its own address is {Address}, WireGuard is {Kind}"
        )]
        public static partial void Started(
            ILogger logger,
            string name,
            string id,
            IPEndPoint listen,
            IPAddress address,
            string kind
        );

        [LoggerMessage(EventIds.Stopped, LogLevel.Information, "The mesh host has left")]
        public static partial void Stopped(ILogger logger);

        [LoggerMessage(EventIds.Joined, LogLevel.Information, "Joined, with {Members} members; claims {Claims}")]
        public static partial void Joined(ILogger logger, int members, string claims);

        [LoggerMessage(EventIds.MemberChanged, LogLevel.Information, "Member {Name} ({Id}) is {Status}")]
        public static partial void MemberChanged(ILogger logger, string name, string id, string status);

        [LoggerMessage(EventIds.PathChanged, LogLevel.Warning, "The way through the tunnel to {Name} {What}")]
        public static partial void PathChanged(ILogger logger, string name, string what);

        [LoggerMessage(
            EventIds.Reopened,
            LogLevel.Information,
            "{Name} speaks, and is silent in the tunnel: the session with it begins anew"
        )]
        public static partial void Reopened(ILogger logger, string name);

        [LoggerMessage(
            EventIds.HolderChanged,
            LogLevel.Information,
            "{Prefix} goes from {Before} to {After}: {Cause}; done after {Milliseconds:0.0} ms"
        )]
        public static partial void HolderChanged(
            ILogger logger,
            IPNetwork prefix,
            string before,
            string after,
            string cause,
            double milliseconds
        );

        [LoggerMessage(
            EventIds.KeyElsewhere,
            LogLevel.Error,
            "Another host speaks with the key of this one, or an old state folder has come back: give each host a state folder of its own"
        )]
        public static partial void KeyElsewhere(ILogger logger);

        [LoggerMessage(
            EventIds.ClaimRefused,
            LogLevel.Error,
            "The claim to {Prefix} is refused: {Holder} claims it, and one of the two says that nobody else may"
        )]
        public static partial void ClaimRefused(ILogger logger, IPNetwork prefix, string holder);

        [LoggerMessage(
            EventIds.Stranger,
            LogLevel.Warning,
            "Datagrams of no member, or with another password, come from {Source}: {Count} in all so far"
        )]
        public static partial void Stranger(ILogger logger, IPAddress source, long count);

        [LoggerMessage(EventIds.PrefixIgnored, LogLevel.Warning, "Nothing is sent to the holder of {Prefix}: {Why}")]
        public static partial void PrefixIgnored(ILogger logger, IPNetwork prefix, string why);

        [LoggerMessage(EventIds.DeviceRefused, LogLevel.Error, "The tunnel refuses a change: {Why}")]
        public static partial void DeviceRefused(ILogger logger, string why);

        [LoggerMessage(EventIds.NameUnknown, LogLevel.Warning, "{Name} is not found: {Why}")]
        public static partial void NameUnknown(ILogger logger, HostPort name, string why);

        [LoggerMessage(EventIds.ServiceChanged, LogLevel.Warning, "The service of {Check} {What}")]
        public static partial void ServiceChanged(ILogger logger, ServiceCheck check, string what);

        [LoggerMessage(EventIds.IfDownFailed, LogLevel.Warning, "The command of --ifdown failed: {Why}")]
        public static partial void IfDownFailed(ILogger logger, string why);

        [LoggerMessage(EventIds.NotKept, LogLevel.Warning, "The members are not remembered: {Why}")]
        public static partial void NotKept(ILogger logger, string why);
    }
}
