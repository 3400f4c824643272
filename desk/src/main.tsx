import '@mantine/core/styles.css'
import '@mantine/notifications/styles.css'
import './look/tokens.css'
import './look/base.css'
import './look/touch.css'
import { MantineProvider } from '@mantine/core'
import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { config } from 'zod'
import { catalogues } from './areas/languages/languages.ts'
import { signInSettled } from './session/auth.ts'
import { makeQueryClient } from './data/query-client.ts'
import { colorSchemeManager, theme } from './look/theme.ts'
import { Toasts } from './look/toasts.tsx'
import { makeRouter } from './frame/router.tsx'
import { realtime } from './session/realtime/desk-realtime.ts'
import { leaveForSignIn } from './data/me/leave-for-sign-in.ts'
import { languageOfDevice } from './words/locale.ts'
import { InLanguage } from './words/in-language.tsx'
import { speak, speakFrom } from './words/words.ts'

// The page's policy forbids code made of strings, which schemas would otherwise try for speed.
config({ jitless: true })

const queryClient = makeQueryClient(() => leaveForSignIn(router, queryClient))
const router = makeRouter(queryClient)
// Somebody who is nobody any more is led to the sign-in by the first answer.
realtime.onAccessChanged(() => void signInSettled().then(() => queryClient.invalidateQueries()))

const root = document.getElementById('root')
if (root === null) throw new Error('The page has no #root.')

// The usual language is there at once; another one is fetched before anything is drawn.
speakFrom(catalogues)
await speak(languageOfDevice())

createRoot(root).render(
  <StrictMode>
    <MantineProvider theme={theme} defaultColorScheme="auto" colorSchemeManager={colorSchemeManager}>
      <QueryClientProvider client={queryClient}>
        <InLanguage>
          <Toasts />
          <RouterProvider router={router} />
        </InLanguage>
      </QueryClientProvider>
    </MantineProvider>
  </StrictMode>,
)
