using System.Text;
using Holdfast.Lab.Web;

namespace Holdfast.Lab.Tests.Web;

public sealed class FormTests
{
    private const string Html = """
        <body><form action="/other"><input name="q"></form>
        <form method="post"><input type="hidden" name="token" value="t1"><input name="userName"><input type="checkbox" name="off">
        <input type="radio" name="way" value="a"><input type="radio" name="way" value="b" checked><select name="pick"><option value="1">
        <option value="2" selected></select><textarea name="text">two words</textarea><button name="approve" value="yes">Yes</button></form>
        """;

    private static readonly Page Shown = new(
        new Uri("https://vpn.example.org/x"),
        200,
        "text/html",
        Encoding.UTF8.GetBytes(Html),
        null
    );

    [Fact]
    public void Of_AnUntouchedForm_SendsWhatABrowserWould()
    {
        var values = FormValues.Of(Shown.FormWith("userName")).Select(pair => $"{pair.Key}={pair.Value}");

        Assert.Equal(["token=t1", "userName=", "way=b", "pick=2", "text=two words"], values);
    }

    [Fact]
    public void FormWith_AButtonsName_FindsItsForm() =>
        Assert.Same(Shown.FormWith("userName"), Shown.FormWith("approve"));

    [Fact]
    public void FormWith_AnUnknownName_TellsWhatThePageSays()
    {
        var failure = Assert.Throws<LabException>(() => Shown.FormWith("missing"));

        Assert.Contains("vpn.example.org", failure.Message, StringComparison.Ordinal);
    }
}
