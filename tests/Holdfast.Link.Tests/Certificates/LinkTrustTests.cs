using Holdfast.Link.Certificates;
using Holdfast.Link.Problems;
using Holdfast.Link.Tests.Fixtures;

namespace Holdfast.Link.Tests.Certificates;

public sealed class LinkTrustTests
{
    private readonly TestPortal _portal = new();

    [Fact]
    public void ReadPortal_OwnPortal_ItsIdentity()
    {
        var read = LinkTrust.ReadPortal(_portal.Certificate, _portal.Authority.Certificate, _portal.Clock.GetUtcNow());
        Assert.Equal((_portal.Id, _portal.Certificate.SerialNumber), (read.Value?.Id, read.Value?.SerialNumber));
    }

    [Fact]
    public void ReadPortal_AuthorityItself_WrongPurpose() =>
        Assert.Equal(
            LinkProblems.WrongPurpose,
            LinkTrust
                .ReadPortal(_portal.Authority.Certificate, _portal.Authority.Certificate, _portal.Clock.GetUtcNow())
                .Problems.Single()
                .Kind
        );

    [Fact]
    public void CheckNode_PortalsCertificate_NotTheNode() =>
        Assert.NotNull(
            LinkTrust.CheckNode(
                _portal.Certificate,
                _portal.Authority.Certificate,
                _portal.Id,
                _portal.Clock.GetUtcNow()
            )
        );

    [Theory]
    [InlineData("")]
    [InlineData("no request")]
    [InlineData("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----")]
    public void IssueNode_NoRequest_Refused(string request) =>
        Assert.False(_portal.Authority.IssueNode(request, "node-1").Succeeded);

    [Fact]
    public void IssueNode_RequestWhoseSignatureIsNotItsOwn_Refused()
    {
        using var folder = new TestFolder();
        var request = Link.Identities.NodeIdentityStore.Open(folder.Path, TimeProvider.System).Value!.CreateRequest();
        var bytes = Convert.FromBase64String(string.Concat(request.Split('\n').Where(line => !line.StartsWith('-'))));
        bytes[^1] ^= 1;
        var forged =
            $"-----BEGIN CERTIFICATE REQUEST-----\n{Convert.ToBase64String(bytes)}\n-----END CERTIFICATE REQUEST-----";
        Assert.False(_portal.Authority.IssueNode(forged, "node-1").Succeeded);
    }
}
