using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Holdfast.Identity.Radius;
using Holdfast.Model.Problems;
using Holdfast.Portal.Notices;
using Holdfast.Portal.Sources.People;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Sources.Radius;

/// <summary>Asks RADIUS servers whether a password is right: datagrams, sent again when no answer comes.</summary>
public sealed class RadiusServers(TimeProvider clock)
{
    /// <summary>Of a packet; RFC 2865 section 3.</summary>
    private const int LongestPacket = 4096;

    /// <param name="state">Of the challenge that is answered; null: it is the first question.</param>
    public async Task<SourceAnswer> AskAsync(
        RadiusTarget target,
        string name,
        string password,
        byte[]? state,
        List<string> steps,
        CancellationToken cancel
    )
    {
        if (password.Length == 0)
        {
            return new SourceAnswer.Refused();
        }

        Problem? silent = null;
        foreach (var server in target.Servers)
        {
            var request = RadiusRequest.Create(
                name,
                password,
                state,
                target.Settings.NasIdentifier,
                target.Secret,
                RandomNumberGenerator.GetBytes(1)[0],
                RandomNumberGenerator.GetBytes(16)
            );
            if (request is null)
            {
                return new SourceAnswer.Refused();
            }

            var answer = await AskAsync(target, server, request, steps, cancel);
            if (answer.Value is { } said)
            {
                return Of(target.Settings, name, said, steps);
            }

            silent ??= answer.Problems[0];
        }

        return new SourceAnswer.Away(silent!);
    }

    private async Task<Outcome<RadiusAnswer>> AskAsync(
        RadiusTarget target,
        ServerAddress server,
        RadiusRequest request,
        List<string> steps,
        CancellationToken cancel
    )
    {
        var addresses = await Resolver.FindAsync(server.Host, cancel);
        if (addresses.Count == 0)
        {
            return RadiusProblems.NotResolved.At($"{server}", "");
        }

        steps.Add($"The name {server.Host} is known: {string.Join(", ", addresses.Take(4))}");
        // Connected, so that the kernel takes datagrams of this server only, and says when nobody listens.
        using var socket = new Socket(addresses[0].AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        await socket.ConnectAsync(new IPEndPoint(addresses[0], server.Port), cancel);
        for (var attempt = 0; attempt < target.Settings.Tries; attempt++)
        {
            if (
                await TryAsync(socket, request, TimeSpan.FromSeconds(target.Settings.TimeoutSeconds), cancel) is
                { } answer
            )
            {
                steps.Add($"{server} answers, and the answer is signed");
                return answer;
            }
        }

        return RadiusProblems.NoAnswer.At(
            $"{server}",
            $"{target.Settings.Tries} times {target.Settings.TimeoutSeconds} s."
        );
    }

    private async Task<RadiusAnswer?> TryAsync(
        Socket socket,
        RadiusRequest request,
        TimeSpan patience,
        CancellationToken cancel
    )
    {
        using var timer = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        var buffer = new byte[LongestPacket];
        try
        {
            await socket.SendAsync(request.Packet, either.Token);
            while (true)
            {
                // What is no answer to this is somebody else's, and the right one may still come.
                var length = await socket.ReceiveAsync(buffer, either.Token);
                if (request.Read(buffer[..length]) is { } answer)
                {
                    return answer;
                }
            }
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return null;
        }
        catch (SocketException)
        {
            // Nobody listens at this moment; the server may be starting.
            await Task.Delay(TimeSpan.FromMilliseconds(200), clock, cancel);
            return null;
        }
    }

    private static SourceAnswer Of(RadiusSettings settings, string name, RadiusAnswer answer, List<string> steps)
    {
        steps.Add($"It says {answer.Code}{(answer.Message.Length > 0 ? $": {answer.Message}" : "")}");
        return answer.Code switch
        {
            RadiusCode.AccessAccept => new SourceAnswer.Confirmed(PersonOf(settings, name, answer)),
            RadiusCode.AccessChallenge when answer.State is { Length: > 0 } state => new SourceAnswer.Challenged(
                state,
                answer.Message
            ),
            _ => new SourceAnswer.Refused(),
        };
    }

    /// <summary>RADIUS knows people by nothing but their names.</summary>
    private static FoundPerson PersonOf(RadiusSettings settings, string name, RadiusAnswer answer) =>
        new(
            name,
            name,
            Mail: null,
            settings.GroupsFrom switch
            {
                RadiusGroupsFrom.FilterId => GroupsOf(answer, RadiusType.FilterId),
                RadiusGroupsFrom.Class => GroupsOf(answer, RadiusType.Class),
                _ => [],
            }
        );

    private static IReadOnlyList<FoundGroup> GroupsOf(RadiusAnswer answer, byte type) =>
        [.. answer.Texts(type).Where(text => text.Length > 0).Select(text => new FoundGroup(text, Dn: null))];
}
