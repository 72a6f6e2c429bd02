using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using Holdfast.Identity.Ldap;
using Holdfast.Model.Problems;
using Holdfast.Portal.Notices;
using Holdfast.Portal.Sources.Settings;

namespace Holdfast.Portal.Sources.Ldap;

/// <summary>Connects to a directory: the first of its servers that answers, encrypted as it is set, signed in for the search.</summary>
public sealed class LdapDialer(TimeProvider clock)
{
    /// <summary>A server that did not answer is asked after the others for so long.</summary>
    private static readonly TimeSpan Distrust = TimeSpan.FromSeconds(30);

    /// <summary>Only saves time: who forgets it tries the silent server first.</summary>
    private readonly ConcurrentDictionary<ServerAddress, long> _silent = [];

    /// <summary>Does something with a directory. Never throws for what the other end does.</summary>
    /// <param name="steps">Gets what was reached, for people, in order.</param>
    internal async Task<Outcome<T>> DoAsync<T>(
        LdapTarget target,
        List<string> steps,
        Func<LdapLine, CancellationToken, Task<Outcome<T>>> work,
        CancellationToken cancel
    )
    {
        var problems = new List<Problem>();
        foreach (var server in target.Servers.OrderBy(IsSilent))
        {
            try
            {
                var line = await OpenAsync(target, server, steps, cancel);
                if (line.Value is not { } open)
                {
                    _silent[server] = clock.GetTimestamp();
                    problems.AddRange(line.Problems);
                    continue;
                }

                _silent.TryRemove(server, out _);
                await using (open)
                {
                    return await SignInAsync(target, server, open, steps, cancel) is { } refusal
                        ? refusal
                        : await work(open, cancel);
                }
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                _silent[server] = clock.GetTimestamp();
                problems.Add(LdapProblems.TimedOut.At($"{server}", $"Not within {target.Patience.TotalSeconds} s."));
            }
            catch (Exception broken) when (broken is IOException or SocketException)
            {
                _silent[server] = clock.GetTimestamp();
                problems.Add(LdapProblems.HungUp.At($"{server}", broken.Message));
            }
        }

        return Outcome<T>.Failed(problems);
    }

    private bool IsSilent(ServerAddress server) =>
        _silent.TryGetValue(server, out var since) && clock.GetElapsedTime(since) < Distrust;

    private async Task<Outcome<LdapLine>> OpenAsync(
        LdapTarget target,
        ServerAddress server,
        List<string> steps,
        CancellationToken cancel
    )
    {
        using var timer = new CancellationTokenSource(target.Patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        var addresses = await Resolver.FindAsync(server.Host, either.Token);
        if (addresses.Count == 0)
        {
            return LdapProblems.NotResolved.At($"{server}", "");
        }

        steps.Add($"The name {server.Host} is known: {string.Join(", ", addresses.Take(4))}");
        Socket socket;
        try
        {
            socket = await Resolver.ConnectAsync(addresses, server.Port, either.Token);
        }
        catch (SocketException refused)
        {
            return LdapProblems.NotReached.At($"{server}", $"{refused.Message}.");
        }

        steps.Add($"Port {server.Port} is open");
        var line = new LdapLine(new NetworkStream(socket, ownsSocket: true), target.Patience, clock);
        try
        {
            if (await ProtectAsync(target.Settings, server, line, steps, either.Token) is not { } refusal)
            {
                return line;
            }

            await line.DisposeAsync();
            return refusal;
        }
        catch
        {
            await line.DisposeAsync();
            throw;
        }
    }

    private static async Task<Problem?> ProtectAsync(
        LdapSettings settings,
        ServerAddress server,
        LdapLine line,
        List<string> steps,
        CancellationToken cancel
    )
    {
        if (settings.Security == LdapSecurity.None)
        {
            steps.Add("Warning: nothing is encrypted, and everybody on the way can read the passwords");
            return null;
        }

        if (settings.Security == LdapSecurity.Starttls)
        {
            var answer = await line.StartTlsAsync(cancel);
            // What somebody put behind the answer would otherwise count as said under TLS.
            if (!answer.Succeeded || line.HasMore)
            {
                return LdapProblems.NoTls.At($"{server}", $"{answer.Code} {answer.Text}".Trim());
            }
        }

        string? why = null;
        var secure = new SslStream(line.Stream);
        try
        {
            await secure.AuthenticateAsClientAsync(
                TrustOf(settings).Options(server.Host, found => why = found),
                cancel
            );
        }
        catch (AuthenticationException broken)
        {
            return why is null
                ? LdapProblems.NoTls.At($"{server}", broken.Message)
                : LdapProblems.Certificate.At($"{server}", why);
        }
        catch (IOException broken)
        {
            return LdapProblems.NoTls.At($"{server}", broken.Message);
        }

        line.Become(secure);
        steps.Add($"The connection is encrypted, and the certificate is good: {secure.RemoteCertificate?.Subject}");
        return null;
    }

    private static async Task<Problem?> SignInAsync(
        LdapTarget target,
        ServerAddress server,
        LdapLine line,
        List<string> steps,
        CancellationToken cancel
    )
    {
        if (target.Settings.BindDn is not { Length: > 0 } dn)
        {
            steps.Add("It is searched without signing in");
            return null;
        }

        if (string.IsNullOrEmpty(target.Password))
        {
            return LdapProblems.BindRefused.At($"{server}", "There is no password.");
        }

        var answer = await line.BindAsync(dn, target.Password, cancel);
        if (!answer.Succeeded)
        {
            return LdapProblems.BindRefused.At($"{server}", Said(answer));
        }

        steps.Add($"Signed in as {dn}");
        return null;
    }

    internal static string Said(LdapAnswer.Done answer) =>
        answer.Text.Length > 0 ? $"{answer.Code}, {answer.Text}." : $"{answer.Code}.";

    private static Trust TrustOf(LdapSettings settings) =>
        string.IsNullOrWhiteSpace(settings.Authority)
            ? Trust.Machine
            : new Trust(SourceRules.Certificates(settings.Authority));
}
