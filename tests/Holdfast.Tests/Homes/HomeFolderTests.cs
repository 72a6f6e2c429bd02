using Holdfast.Homes;

namespace Holdfast.Tests.Homes;

public sealed class HomeFolderTests
{
    [Theory]
    [InlineData(null, "/co", "/somewhere", "/co/var", "var")]
    [InlineData("", "/co", "/somewhere", "/co/var", "var")]
    [InlineData(null, null, "/somewhere", "/var/lib/holdfast", "/var/lib/holdfast")]
    [InlineData("/srv/hf", "/co", "/co", "/srv/hf", "/srv/hf")]
    [InlineData("/srv/hf/", "/co", "/co", "/srv/hf", "/srv/hf")]
    [InlineData("state", "/co", "/co", "/co/state", "state")]
    [InlineData("state", "/co", "/elsewhere", "/elsewhere/state", "/elsewhere/state")]
    [InlineData("../state", "/co", "/co/sub", "/co/state", "state")]
    public void Find_Places_PathAndHowItIsShown(
        string? wanted,
        string? checkout,
        string current,
        string path,
        string shown
    ) => Assert.Equal(new HomeFolder(path, shown), HomeFolder.Find(wanted, checkout, current));

    [Fact]
    public void Show_File_AsAPersonWouldWriteIt() =>
        Assert.Equal("var/ca.pem", new HomeFolder("/co/var", "var").Show("ca.pem"));
}
