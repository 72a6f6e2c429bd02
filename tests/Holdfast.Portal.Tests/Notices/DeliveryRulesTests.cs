using Holdfast.Data.Notices;
using Holdfast.Portal.Notices;
using Holdfast.Portal.Notices.Delivery;
using Holdfast.Portal.Notices.Settings;
using Holdfast.Portal.Notices.Smtp;

namespace Holdfast.Portal.Tests.Notices;

public sealed class DeliveryRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 8, 0, 0, TimeSpan.Zero);

    private static readonly NoticeSettings Settings = new()
    {
        Mail = new("mail.example.org", 587, SmtpSecurity.Starttls, null, null, "vpn@example.org"),
        Administrators = ["a@example.org", "b@example.org"],
        AdministratorKinds = [NoticeKinds.NodeDown.Name],
        PersonKinds = [NoticeKinds.NewApp.Name],
        Webhooks =
        [
            new(Guid.Empty, "https://x.example/", Guid.Empty, [NoticeKinds.NoStandby.Name, NoticeKinds.NewApp.Name]),
        ],
    };

    [Theory]
    [InlineData(1, 30)]
    [InlineData(2, 60)]
    [InlineData(7, 1920)]
    [InlineData(8, 3600)]
    [InlineData(1000, 3600)]
    public void PauseAfter_Doubles_UpToAnHour(int attempts, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), DeliveryPace.PauseAfter(attempts));

    [Fact]
    public void Next_NobodyEverAnswers_IsGivenUpWithinADay()
    {
        var (at, attempts) = (Now, 0);
        while (DeliveryPace.Next(++attempts, Now, at) is { } next)
        {
            at = next;
        }

        Assert.InRange(at - Now, TimeSpan.FromHours(22), TimeSpan.FromHours(24));
        Assert.InRange(attempts, 25, 35);
    }

    [Theory]
    [InlineData(NoticeAudience.Administrators, 14, null, false)]
    [InlineData(NoticeAudience.Administrators, 15, null, true)]
    [InlineData(NoticeAudience.Administrators, 100, 299, false)]
    [InlineData(NoticeAudience.Administrators, 100, 300, true)]
    [InlineData(NoticeAudience.Administrators, 100, -50, true)]
    [InlineData(NoticeAudience.Person, 20, 59, false)]
    [InlineData(NoticeAudience.Person, 20, 60, true)]
    public void IsDue_AfterTheWindow_AndNotTooSoonAfterTheLast(
        NoticeAudience audience,
        int oldest,
        int? last,
        bool isDue
    ) =>
        Assert.Equal(
            isDue,
            GatheringRules.IsDue(audience, Now.AddSeconds(-oldest), last is { } ago ? Now.AddSeconds(-ago) : null, Now)
        );

    [Fact]
    public void Of_Targets_AreThoseWhoWantTheKind()
    {
        Assert.Equal(
            [(DeliveryChannel.Mail, "a@example.org"), (DeliveryChannel.Mail, "b@example.org")],
            Targets.Of(Settings, NoticeKinds.NodeDown, "")
        );
        Assert.Equal(
            [(DeliveryChannel.Webhook, Guid.Empty.ToString())],
            Targets.Of(Settings, NoticeKinds.NoStandby, "")
        );
        Assert.Equal(
            [(DeliveryChannel.Mail, "anna@example.org"), (DeliveryChannel.Webhook, Guid.Empty.ToString())],
            Targets.Of(Settings, NoticeKinds.NewApp, "anna@example.org")
        );
        Assert.Empty(Targets.Of(Settings, NoticeKinds.PasswordChanged, "anna@example.org"));
        Assert.Empty(Targets.Of(Settings with { Mail = null }, NoticeKinds.NodeDown, ""));
    }
}
