using Holdfast.Identity.Ldap;

namespace Holdfast.Portal.Sources.Ldap;

/// <summary>A connection to a directory. One request at a time. What the other end does wrong is an <see cref="IOException"/>.</summary>
internal sealed class LdapLine(Stream stream, TimeSpan patience, TimeProvider clock) : IAsyncDisposable
{
    /// <summary>Of pages in one search. Ours: 5 million people.</summary>
    private const int MostPages = 10_000;

    private byte[] _buffer = new byte[16 * 1024];
    private int _from;
    private int _to;
    private int _id;

    public Stream Stream { get; private set; } = stream;

    /// <summary>What is read already. Before TLS begins there must be nothing.</summary>
    public bool HasMore => _to > _from;

    public void Become(Stream secure) => Stream = secure;

    public Task<LdapAnswer.Done> StartTlsAsync(CancellationToken cancel) =>
        AskAsync(LdapRequests.StartTls(++_id), LdapOperation.Extended, _ => { }, cancel);

    /// <param name="password">Never empty: that would be a sign-in as nobody.</param>
    public Task<LdapAnswer.Done> BindAsync(string dn, string password, CancellationToken cancel) =>
        password.Length == 0
            ? throw new ArgumentException("An empty password proves nothing.", nameof(password))
            : AskAsync(LdapRequests.Bind(++_id, dn, password), LdapOperation.Bind, _ => { }, cancel);

    /// <summary>Page after page.</summary>
    public async Task<LdapAnswer.Done> SearchAsync(LdapSearch search, Action<LdapEntry> found, CancellationToken cancel)
    {
        byte[] cookie = [];
        for (var page = 0; page < MostPages; page++)
        {
            var request = LdapRequests.Search(++_id, search, cookie);
            var done = await AskAsync(request, LdapOperation.Search, found, cancel);
            if (!done.Succeeded || done.Cookie.Length == 0)
            {
                return done;
            }

            cookie = done.Cookie;
        }

        throw new IOException("Its answer has no end.");
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            // Polite; whether it is heard changes nothing.
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(1), clock);
            await Stream.WriteAsync(LdapRequests.Unbind(++_id), soon.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // Gone already.
        }

        await Stream.DisposeAsync();
    }

    private async Task<LdapAnswer.Done> AskAsync(
        byte[] request,
        LdapOperation operation,
        Action<LdapEntry> found,
        CancellationToken cancel
    )
    {
        using var timer = new CancellationTokenSource(patience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timer.Token, cancel);
        await Stream.WriteAsync(request, either.Token);
        while (true)
        {
            switch (await ReadAsync(either.Token))
            {
                case LdapAnswer.Found entry when entry.Id == _id && operation == LdapOperation.Search:
                    found(entry.Entry);
                    timer.CancelAfter(patience);
                    break;
                case LdapAnswer.Elsewhere elsewhere when elsewhere.Id == _id:
                    break;
                case LdapAnswer.Done done when done.Id == _id && done.Operation == operation:
                    return done;
                case LdapAnswer.Done { Id: 0 } farewell:
                    throw new IOException($"It says good-bye: {farewell.Code} {farewell.Text}");
                default:
                    throw new IOException("What it says is no answer to what was asked.");
            }
        }
    }

    private async Task<LdapAnswer> ReadAsync(CancellationToken cancel)
    {
        while (true)
        {
            var length = LdapReader.LengthOf(_buffer.AsSpan(_from, _to - _from));
            if (length < 0)
            {
                throw new IOException("What it says is no LDAP.");
            }

            if (length > 0 && _to - _from >= length)
            {
                var message = _buffer.AsMemory(_from, length).ToArray();
                _from += length;
                return LdapReader.Read(message) ?? throw new IOException("What it says is no LDAP.");
            }

            MakeRoom(length);
            var read = await Stream.ReadAsync(_buffer.AsMemory(_to), cancel);
            _to += read > 0 ? read : throw new IOException("It hung up.");
        }
    }

    /// <summary>For a message of this length, or for some bytes more when it is not known yet.</summary>
    private void MakeRoom(int length)
    {
        _buffer.AsSpan(_from, _to - _from).CopyTo(_buffer);
        (_from, _to) = (0, _to - _from);
        if (Math.Max(length, _to + 1) > _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Max(length, _buffer.Length * 2));
        }
    }
}
