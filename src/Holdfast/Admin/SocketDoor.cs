using System.Net.Sockets;
using Holdfast.Model.Problems;
using Holdfast.Problems;

namespace Holdfast.Admin;

/// <summary>The Unix socket of the portal of this machine. Who may open it is an administrator; there is no other sign-in.</summary>
internal sealed class SocketDoor(string socket) : IPortalDoor
{
    public string Name => socket;

    public HttpClient Open() => new(Handler(socket)) { BaseAddress = new Uri("http://localhost") };

    public Problem Explain(HttpRequestException broken) =>
        (broken.InnerException as SocketException)?.SocketErrorCode switch
        {
            SocketError.AccessDenied => CommandProblems.SocketForbidden.At(socket, "Permission denied."),
            null => CommandProblems.NoAnswer.At(socket, broken.Message),
            _ => CommandProblems.NotRunning.At(socket, "Nobody listens there."),
        };

    private static SocketsHttpHandler Handler(string socket) =>
        new()
        {
            UseProxy = false,
            AllowAutoRedirect = false,
            ConnectCallback = async (_, cancel) =>
            {
                var connection = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                try
                {
                    await connection.ConnectAsync(new UnixDomainSocketEndPoint(socket), cancel);
                    return new NetworkStream(connection, ownsSocket: true);
                }
                catch
                {
                    connection.Dispose();
                    throw;
                }
            },
        };
}
