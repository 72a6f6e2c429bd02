using System.Net.Sockets;
using Holdfast.Linux.Lines;

namespace Holdfast.Failover.Control;

/// <summary>The agent's Unix socket, whose file only its owner and group may use.</summary>
internal static class ControlServer
{
    /// <summary>A configuration of eight members fits several times. Arbitrary, may be increased.</summary>
    private const int LongestLine = 65_536;

    /// <summary>The group is that of the folder, where the node's is set so: the node may speak to an agent that is not root.</summary>
    private const UnixFileMode OwnerAndGroup =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    /// <exception cref="SocketException">The socket cannot be made.</exception>
    public static LineServer<ControlRequest, ControlAnswer> Start(string path, IControlDesk desk) =>
        LineServer<ControlRequest, ControlAnswer>.Start(
            path,
            new()
            {
                Mode = OwnerAndGroup,
                LongestLine = LongestLine,
                Obey = async (request, caller) =>
                    request is null
                        ? new ControlAnswer("The request is not understood.", Status: null)
                        : await desk.ObeyAsync(request, caller),
                Leave = desk.Leave,
            }
        );
}
