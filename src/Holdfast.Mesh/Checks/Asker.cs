using System.ComponentModel;
using System.Net.Sockets;
using Holdfast.Linux.Processes;
using Holdfast.Mesh.Daemon;

namespace Holdfast.Mesh.Checks;

/// <summary>Asks services whether they are well.</summary>
internal sealed class Asker(CheckRules rules, TimeProvider time) : IDisposable
{
    /// <summary>Redirects are answers; what is asked is this host, and not a proxy; and each check makes a connection of its own.</summary>
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false })
    {
        Timeout = Timeout.InfiniteTimeSpan,
        DefaultRequestHeaders = { ConnectionClose = true },
    };

    private readonly ProgramRunner _programs = new(time);

    /// <returns>Why it is not well; null: it is.</returns>
    public async Task<string?> AskAsync(ServiceCheck check, CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(rules.Timeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            return check.Kind switch
            {
                CheckKind.Tcp => await ConnectAsync(check.Target, either.Token),
                CheckKind.Http => await GetAsync(check.Target, either.Token),
                _ => await RunAsync(check.Target, cancel),
            };
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return TooLong;
        }
        catch (Exception e) when (e is SocketException or HttpRequestException or IOException or Win32Exception)
        {
            return e.Message;
        }
    }

    public void Dispose() => _http.Dispose();

    private string TooLong => $"It takes longer than {rules.Timeout.TotalSeconds} s.";

    private static async Task<string?> ConnectAsync(string target, CancellationToken cancel)
    {
        var to = HostPort.Parse(target)!.Value;
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(to.Host, to.Port, cancel);
        return null;
    }

    private async Task<string?> GetAsync(string target, CancellationToken cancel)
    {
        using var answer = await _http.GetAsync(new Uri(target), HttpCompletionOption.ResponseHeadersRead, cancel);
        return (int)answer.StatusCode is >= 200 and < 400 ? null : $"It answers {(int)answer.StatusCode}.";
    }

    private async Task<string?> RunAsync(string command, CancellationToken cancel)
    {
        var run = new ProgramRun("sh", "-c", command) { Timeout = rules.Timeout, OutputLimit = 200 };
        var result = await _programs.RunAsync(run, cancel);
        return result.TimedOut ? TooLong
            : result.ExitCode == 0 ? null
            : $"It ended with {result.ExitCode}. {result.Error}".Trim();
    }
}
