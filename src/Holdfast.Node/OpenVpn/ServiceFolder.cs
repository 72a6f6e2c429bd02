using System.Collections.Immutable;
using System.Text;
using Holdfast.Node.OpenVpn.Configuration;

namespace Holdfast.Node.OpenVpn;

/// <summary>
/// The folder of one service. What stands in it is what the process that lives has read: it is only written while there is no
/// process, so that after our own restart the process can be told from its files.
/// </summary>
internal sealed class ServiceFolder(string path)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    private const UnixFileMode ReadableByAll =
        OwnerOnly
        | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead
        | UnixFileMode.OtherExecute;

    /// <summary>Bytes that a socket's path may have (sun_path without its end, unix(7)).</summary>
    private const int MaximumSocketPath = 107;

    public string Path { get; } = path;

    public string ProcessIdFile => In(ServiceFiles.ProcessId);

    public string LogFile => In(ServiceFiles.Log);

    public string ManagementSocket => In(ServiceFiles.ManagementSocket);

    public string ClientFolder => In(ServiceFiles.Jail, ServiceFiles.ClientFolder);

    public string Staging => In(ServiceFiles.Staging);

    public bool SocketPathFits => Encoding.UTF8.GetByteCount(ManagementSocket) <= MaximumSocketPath;

    /// <summary>The jail is readable for all, because the process inside has no rights; nobody else gets past its parent.</summary>
    public void Create()
    {
        Make(Path, OwnerOnly);
        Make(Staging, OwnerOnly);
        Make(In(ServiceFiles.Jail), ReadableByAll);
        Make(ClientFolder, ReadableByAll);
        Make(In(ServiceFiles.Jail, ServiceFiles.TemporaryFolder), OwnerOnly);
    }

    public bool Holds(ImmutableSortedDictionary<string, string> files) =>
        files.All(f => File.Exists(In(f.Key)) && File.ReadAllText(In(f.Key)) == f.Value);

    /// <summary>The configuration comes last: without it there is nothing to adopt.</summary>
    public void Write(ImmutableSortedDictionary<string, string> files)
    {
        File.Delete(In(ServiceFiles.Configuration));
        foreach (var (name, content) in files.OrderBy(f => f.Key == ServiceFiles.Configuration))
        {
            WriteSecret(In(name), content);
        }
    }

    public void Delete()
    {
        if (Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    private static void Make(string path, UnixFileMode mode)
    {
        Directory.CreateDirectory(path, mode);
        File.SetUnixFileMode(path, mode);
    }

    private static void WriteSecret(string path, string content)
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.Create,
            Access = FileAccess.Write,
            UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
        };
        using var writer = new StreamWriter(path, options);
        writer.Write(content);
    }

    private string In(params ReadOnlySpan<string> names) => System.IO.Path.Combine([Path, .. names]);
}
