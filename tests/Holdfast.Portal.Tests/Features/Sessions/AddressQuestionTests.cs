using System.Net;
using Holdfast.Portal.Features.Sessions;

namespace Holdfast.Portal.Tests.Features.Sessions;

public sealed class AddressQuestionTests
{
    [Theory]
    [InlineData("10.61.0.17", "2026-11-17T14:00")]
    [InlineData(" 10.61.0.17 ", "2026-11-17T14:00:00")]
    [InlineData("10.61.0.17", "2026-11-17T14:00:00Z")]
    [InlineData("10.61.0.17", "2026-11-17T15:00:00+01:00")]
    [InlineData("10.61.0.17", "2026-11-17T14:00:00.0000000Z")]
    public void Read_AnyForm_IsTheSameMoment(string address, string at)
    {
        var asked = AddressQuestion.Read(address, at);

        var moment = new DateTimeOffset(2026, 11, 17, 14, 0, 0, TimeSpan.Zero);
        Assert.Equal(new AddressQuestion(IPAddress.Parse("10.61.0.17"), moment), asked.Value);
    }

    [Fact]
    public void Read_SixWithShortForm_IsTheSameAddress() =>
        Assert.Equal(
            IPAddress.Parse("fd61::17"),
            AddressQuestion.Read("FD61:0::17", "2026-11-17T14:00").Value!.Address
        );

    [Theory]
    [InlineData("", "")]
    [InlineData("10.61.0", "14:00")]
    [InlineData("17", "last Tuesday")]
    [InlineData("10.61.0.17/32", "2026-13-17T14:00")]
    [InlineData("anna", "17.11.2026 14:00")]
    public void Read_Neither_SaysBoth(string address, string at) =>
        Assert.Equal(
            ["HF-1321 address", "HF-1322 at"],
            AddressQuestion.Read(address, at).Problems.Select(problem => $"{problem.Kind.Id} {problem.Where}")
        );
}
