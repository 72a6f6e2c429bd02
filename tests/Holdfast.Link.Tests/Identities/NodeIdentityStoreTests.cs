using Holdfast.Link.Identities;
using Holdfast.Link.Problems;
using Holdfast.Link.Tests.Fixtures;

namespace Holdfast.Link.Tests.Identities;

public sealed class NodeIdentityStoreTests : IDisposable
{
    private readonly TestFolder _folder = new();
    private readonly TestPortal _portal = new();

    private string File => Path.Combine(_folder.Path, "identity.pem");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_Twice_SameKey()
    {
        var first = Open().Current;
        var second = Open().Current;
        Assert.Equal(first.Fingerprint, second.Fingerprint);
        Assert.False(second.IsEnrolled);
    }

    [Fact]
    public void Open_AfterEnrolment_SameNode()
    {
        Enrol();
        var again = Open().Current;
        Assert.Equal("node-1", again.NodeId);
        Assert.Equal(_portal.Authority.Certificate.Thumbprint, again.Authority!.Thumbprint);
        Assert.True(again.Certificate.HasPrivateKey);
    }

    [Fact]
    public void Open_NewFile_ForItsOwnerOnly()
    {
        Open();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, System.IO.File.GetUnixFileMode(File));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not pem")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")]
    public void Open_Damaged_SaysSoAndKeepsTheFile(string text)
    {
        System.IO.File.WriteAllText(File, text);
        var problem = NodeIdentityStore.Open(_folder.Path, TimeProvider.System).Problems.Single();
        Assert.Equal(EnrolmentProblems.IdentityUnreadable, problem.Kind);
        Assert.Equal(text, System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Open_CutOffAnywhere_IdentityOrProblem()
    {
        Enrol();
        // Without the last end of line nothing is missing.
        var whole = System.IO.File.ReadAllText(File).TrimEnd();
        for (var length = 0; length < whole.Length; length += 7)
        {
            System.IO.File.WriteAllText(File, whole[..length]);
            var opened = NodeIdentityStore.Open(_folder.Path, TimeProvider.System);
            Assert.True(opened.Succeeded ? !opened.Value.Current.IsEnrolled : opened.Problems.Count == 1, $"{length}");
        }
    }

    [Fact]
    public void CompleteRenewal_GoodCertificate_FreshKeyInForceAndStored()
    {
        var store = Enrol();
        var before = store.Current.Fingerprint;
        var renewed = store.CompleteRenewal(Sign(store.BeginRenewal()));
        Assert.True(renewed.Succeeded);
        Assert.NotEqual(before, store.Current.Fingerprint);
        Assert.Equal(store.Current.Fingerprint, Open().Current.Fingerprint);
    }

    [Fact]
    public void CompleteRenewal_NotAskedFor_Refused()
    {
        var store = Enrol();
        Assert.False(store.CompleteRenewal(Sign(store.CreateRequest())).Succeeded);
    }

    [Fact]
    public void CompleteRenewal_Twice_SecondRefused()
    {
        var store = Enrol();
        var certificate = Sign(store.BeginRenewal());
        Assert.True(store.CompleteRenewal(certificate).Succeeded);
        Assert.False(store.CompleteRenewal(certificate).Succeeded);
    }

    [Fact]
    public void CompleteRenewal_CertificateForAnotherKey_RefusedAndTheOldStays()
    {
        var store = Enrol();
        var before = store.Current;
        var old = store.BeginRenewal();
        store.BeginRenewal();
        Assert.False(store.CompleteRenewal(Sign(old)).Succeeded);
        Assert.Same(before, store.Current);
    }

    [Fact]
    public void CompleteRenewal_OtherNodesName_Refused()
    {
        var store = Enrol();
        Assert.Equal(
            LinkProblems.WrongNode,
            store.CompleteRenewal(Sign(store.BeginRenewal(), "node-2")).Problems.Single().Kind
        );
    }

    [Fact]
    public void CompleteRenewal_OtherAuthority_Refused()
    {
        var store = Enrol();
        var foreign = new TestPortal().Authority.IssueNode(store.BeginRenewal(), "node-1").Value!;
        Assert.Equal(
            LinkProblems.NotTrusted,
            store.CompleteRenewal(foreign.ExportCertificatePem()).Problems.Single().Kind
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    public void CompleteRenewal_Garbage_Refused(string certificate)
    {
        var store = Enrol();
        store.BeginRenewal();
        Assert.False(store.CompleteRenewal(certificate).Succeeded);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(8, true)]
    public void IsRenewalDue_Days_AfterTwoThirds(int days, bool due) =>
        Assert.Equal(due, Enrol().Current.IsRenewalDue(TimeProvider.System.GetUtcNow() + TimeSpan.FromDays(days)));

    private NodeIdentityStore Open() => NodeIdentityStore.Open(_folder.Path, TimeProvider.System).Value!;

    private NodeIdentityStore Enrol()
    {
        var store = Open();
        var certificate = Sign(store.CreateRequest());
        Assert.True(store.CompleteEnrolment(certificate, _portal.Authority.Certificate, "node-1").Succeeded);
        return store;
    }

    private string Sign(string request, string nodeId = "node-1") =>
        _portal.Authority.IssueNode(request, nodeId).Value!.ExportCertificatePem();
}
