using System.Globalization;
using Holdfast.Portal.Layout.Fields;
using Holdfast.Portal.Notices;
using Holdfast.Portal.Notices.Settings;
using Holdfast.Portal.Notices.Smtp;
using Microsoft.AspNetCore.Http;

namespace Holdfast.Portal.Features.Notices;

/// <summary>The settings of notices as fields of forms, and back.</summary>
internal static class NoticeForm
{
    public const string MailFields = "host port security user password sender to administrators*";
    public const string WebhookFields = "url secret kinds";

    /// <summary>A box for each kind has this before its name.</summary>
    private const string KindPrefix = "kind.";

    /// <summary>The words of <see cref="SmtpSecurity"/> in forms, the first the default.</summary>
    public static readonly IReadOnlyList<(string Value, string Label)> Securities =
    [
        ("starttls", "STARTTLS (mostly port 587)"),
        ("tls", "TLS from the first byte (mostly port 465)"),
        ("none", "None, to this machine only"),
    ];

    public static Dictionary<string, string> Write(NoticeSettings settings)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["host"] = settings.Mail?.Host ?? "",
            ["port"] = settings.Mail?.Port.ToString(CultureInfo.InvariantCulture) ?? "",
            ["security"] = WordOf(settings.Mail?.Security ?? SmtpSecurity.Starttls),
            ["user"] = settings.Mail?.User ?? "",
            ["sender"] = settings.Mail?.Sender ?? "",
            ["to"] = settings.Administrators.Count > 0 ? settings.Administrators[0] : "",
            ["administrators"] = string.Join('\n', settings.Administrators),
        };
        Tick(values, [.. settings.AdministratorKinds, .. settings.PersonKinds]);
        return values;
    }

    public static Dictionary<string, string> Write(WebhookSettings? hook)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal) { ["url"] = hook?.Url ?? "" };
        Tick(values, hook?.Kinds ?? NoticeKinds.NamesFor(NoticeAudience.Administrators));
        return values;
    }

    public static MailDraft Mail(IFormCollection form) =>
        new()
        {
            Host = Text(form, "host"),
            Port = Port(Text(form, "port")),
            Security = Text(form, "security") switch
            {
                "tls" => SmtpSecurity.Tls,
                "none" => SmtpSecurity.None,
                _ => SmtpSecurity.Starttls,
            },
            User = Text(form, "user"),
            Password = form["password"].ToString(),
            Sender = Text(form, "sender"),
        };

    public static NoticeChoiceDraft Choice(IFormCollection form) =>
        new()
        {
            Administrators =
            [
                .. Text(form, "administrators")
                    .Split(['\n', ','], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
                    .Distinct(StringComparer.Ordinal),
            ],
            AdministratorKinds = Ticked(form, NoticeAudience.Administrators),
            PersonKinds = Ticked(form, NoticeAudience.Person),
        };

    public static WebhookDraft Webhook(IFormCollection form) =>
        new()
        {
            Url = Text(form, "url"),
            Secret = form["secret"].ToString(),
            Kinds = [.. Ticked(form, NoticeAudience.Administrators), .. Ticked(form, NoticeAudience.Person)],
        };

    public static string FieldOf(NoticeKind kind) => KindPrefix + kind.Name;

    public static void Untick(Dictionary<string, string> values)
    {
        foreach (var kind in NoticeKinds.All)
        {
            values.Remove(FieldOf(kind));
        }
    }

    private static IReadOnlyList<string> Ticked(IFormCollection form, NoticeAudience audience) =>
        [.. NoticeKinds.NamesFor(audience).Where(name => form[KindPrefix + name] == CheckField.Ticked)];

    private static void Tick(Dictionary<string, string> values, IEnumerable<string> kinds)
    {
        foreach (var kind in kinds)
        {
            values[KindPrefix + kind] = CheckField.Ticked;
        }
    }

    /// <summary>What is no number is out of range, and is said to be.</summary>
    private static int? Port(string text) =>
        text.Length == 0 ? null
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port
        : 0;

    private static string WordOf(SmtpSecurity security) =>
        security switch
        {
            SmtpSecurity.Tls => "tls",
            SmtpSecurity.None => "none",
            _ => "starttls",
        };

    private static string Text(IFormCollection form, string field) => form[field].ToString().Trim();
}
