using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Holdfast.Lab.Histories;
using Holdfast.Lab.Web;
using Holdfast.Model.Profiles;

namespace Holdfast.Lab.Apps;

/// <summary>An app whose calls are taken down. It makes one after the other, and repeats one that fails until it succeeds.</summary>
/// <param name="app">Must not send again by itself, so that each failure is seen.</param>
public sealed class RecordedApp(EduVpnApp app, string name, string profile, HistoryLog log) : IAsyncDisposable
{
    /// <summary>A person does not press the button faster.</summary>
    private static readonly TimeSpan BeforeRepeating = TimeSpan.FromMilliseconds(200);

    public string Name => name;

    public EduVpnApp App => app;

    /// <summary>Connects, however often that must be tried.</summary>
    /// <returns>Null: <paramref name="stop"/> came first.</returns>
    public async Task<AppConfiguration?> ConnectAsync(string contentType, bool preferTcp, CancellationToken stop)
    {
        var answer = await UntilItSucceedsAsync(
            CallKind.Connect,
            () => app.TryConnectAsync(profile, preferTcp, contentType),
            stop
        );
        return answer is null ? null : AppConfiguration.From(answer, app.Keys!);
    }

    public async Task DisconnectAsync(CancellationToken stop) =>
        await UntilItSucceedsAsync(CallKind.Disconnect, app.TryDisconnectAsync, stop);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task<HttpAnswer?> UntilItSucceedsAsync(
        CallKind kind,
        Func<Task<HttpAnswer>> ask,
        CancellationToken stop
    )
    {
        for (var repeated = false; !stop.IsCancellationRequested; repeated = true)
        {
            var began = log.Now;
            var (answer, reason) = await TryAsync(ask);
            var call = new Call
            {
                App = name,
                Kind = kind,
                Begun = began,
                Ended = log.Now,
                IsRepeated = repeated,
                Status = answer?.Status,
                Reason = reason,
                Given = answer is { Status: 200 } ? GivenBy(AppConfiguration.From(answer, app.Keys!)) : null,
            };
            log.Add(call);
            if (call.Succeeded)
            {
                return answer;
            }

            await Task.Delay(BeforeRepeating, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return null;
    }

    private static async Task<(HttpAnswer? Answer, string Reason)> TryAsync(Func<Task<HttpAnswer>> ask)
    {
        try
        {
            var answer = await ask();
            return (answer, answer.Status is 200 or 204 ? "" : answer.Text);
        }
        catch (Exception broken)
            when (broken is IOException or SocketException or OperationCanceledException or LabException)
        {
            return (null, broken.Message);
        }
    }

    public static Given GivenBy(AppConfiguration configuration) =>
        configuration.ContentType == AppConfiguration.OpenVpn
            ? new(Protocol.OpenVpn, NameIn(configuration.Text), null, configuration.Expires)
            : new(Protocol.WireGuard, configuration.Keys.Public, configuration.Addresses[0], configuration.Expires);

    /// <summary>A configuration's id from an OpenVPN client's common name.</summary>
    public static string IdOf(string commonName) => Guid.Parse(commonName).ToString();

    private static string NameIn(string file)
    {
        var from = file.IndexOf("<cert>", StringComparison.Ordinal) + "<cert>".Length;
        var pem = file[from..file.IndexOf("</cert>", StringComparison.Ordinal)];
        using var certificate = X509Certificate2.CreateFromPem(pem);
        return IdOf(certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false));
    }
}
