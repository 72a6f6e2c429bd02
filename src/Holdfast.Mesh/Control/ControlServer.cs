using System.Net.Sockets;
using Holdfast.Linux.Lines;

namespace Holdfast.Mesh.Control;

/// <summary>The host's Unix socket, which only its owner may use.</summary>
internal static class ControlServer
{
    /// <summary>A request is short.</summary>
    private const int LongestLine = 4096;

    /// <exception cref="SocketException">The socket cannot be made.</exception>
    public static LineServer<ControlRequest, ControlAnswer> Start(
        string path,
        Func<ControlRequest, Task<ControlAnswer>> obey
    ) =>
        LineServer<ControlRequest, ControlAnswer>.Start(
            path,
            new()
            {
                Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
                LongestLine = LongestLine,
                Obey = async (request, _) =>
                    request is null
                        ? new ControlAnswer("The request is not understood.", Status: null)
                        : await obey(request),
            }
        );
}
