namespace Holdfast.Node.OpenVpn.Configuration;

/// <summary>Names in the folder of one service.</summary>
internal static class ServiceFiles
{
    public const string Configuration = "server.conf";
    public const string Authority = "ca.pem";
    public const string Certificate = "server.pem";
    public const string PrivateKey = "server.key";
    public const string TlsCrypt = "tls-crypt.key";
    public const string Log = "openvpn.log";
    public const string ProcessId = "openvpn.pid";
    public const string ManagementSocket = "management";

    /// <summary>All that the process sees of the file system when it has given up its rights.</summary>
    public const string Jail = "jail";

    /// <summary>In <see cref="Jail"/>.</summary>
    public const string ClientFolder = "clients";

    /// <summary>In <see cref="Jail"/>; OpenVPN insists on one, and writes nothing there without scripts.</summary>
    public const string TemporaryFolder = "tmp";

    /// <summary>Where client files are written before they are moved into place.</summary>
    public const string Staging = "staging";
}
