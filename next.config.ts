import type { NextConfig } from 'next';
import createNextIntlPlugin from 'next-intl/plugin';

const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  // Types are checked for the whole project by `npm run check` and `npm test`, not again by each build.
  typescript: { ignoreBuildErrors: true },
  // The longest form of ours is a few fields.
  experimental: { serverActions: { bodySizeLimit: '64kb' } },
  async headers() {
    return [
      {
        source: '/:path*',
        headers: [
          { key: 'X-Content-Type-Options', value: 'nosniff' },
          { key: 'Referrer-Policy', value: 'same-origin' },
          {
            key: 'Permissions-Policy',
            value: 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
          },
        ],
      },
    ];
  },
};

export default createNextIntlPlugin('./app/preferences/request.ts')(config);
